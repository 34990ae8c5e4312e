package dev.p2c2g.scheduler;

/**
 * What times are comparable: one task type at one grade of quality.
 *
 * @param taskType for instance {@code frame_upscale}
 * @param grade for instance {@code balanced}; blank where a type has none
 */
public record Kind(String taskType, String grade) {
  public Kind {
    Require.id("taskType", taskType);
  }

  @Override
  public String toString() {
    return grade.isBlank() ? taskType : taskType + "/" + grade;
  }
}
