package dev.p2c2g.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PictureBufferTest {
  private final PictureBuffer buffer = new PictureBuffer();

  @Test
  void givesPlanesOfTheirOwnSizesThatDoNotOverlap() {
    for (Subsampling subsampling : Subsampling.values()) {
      Picture picture = buffer.allocate(7, 5, subsampling);
      for (int i = 0; i < picture.planes().size(); i++) {
        Plane plane = picture.planes().get(i);
        plane.copyFrom(Plane.filled(plane.width(), plane.height(), 10 + i));
      }
      for (int i = 0; i < picture.planes().size(); i++) {
        Plane plane = picture.planes().get(i);
        Plane expected = Plane.filled(plane.width(), plane.height(), 10 + i);
        assertThat(TestPictures.greatestDifference(plane, expected)).isZero();
      }
    }
  }

  @Test
  void usesOneMemoryForPicturesOfSimilarSizes() {
    byte[] first = buffer.allocate(64, 48, Subsampling.S420).luma().samples();
    assertThat(buffer.allocate(40, 32, Subsampling.S444).luma().samples()).isSameAs(first);
    assertThat(buffer.allocate(64, 48, Subsampling.S420).luma().samples()).isSameAs(first);
  }

  @Test
  void givesMemoryBackWhereMostOfItWouldLieIdle() {
    assertThat(buffer.allocate(640, 480, Subsampling.S420).luma().samples()).hasSize(460_800);
    assertThat(buffer.allocate(64, 48, Subsampling.GREY).luma().samples()).hasSize(3072);
  }
}
