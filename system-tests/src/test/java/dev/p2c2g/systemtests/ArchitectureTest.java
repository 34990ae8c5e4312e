package dev.p2c2g.systemtests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the modules, and what the scheduler has to do without. */
class ArchitectureTest {
  private static final String OURS = "dev.p2c2g.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          // it measures all of them, and does not ship
          .withImportOption(location -> !location.contains("benchmarks"))
          .importPackages("dev.p2c2g");

  /** Who may use whom. */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          entry("protocol", List.of()),
          entry("bands", List.of()),
          entry("scheduler", List.of()),
          entry("config", List.of()),
          entry("imaging", List.of()),
          entry("models", List.of("imaging")),
          entry("simulator", List.of("scheduler")),
          entry("security", List.of("protocol")),
          entry("verification", List.of("imaging")),
          entry("store", List.of()),
          entry("transport", List.of("protocol", "security")),
          entry(
              "coordinator",
              List.of(
                  "protocol",
                  "security",
                  "transport",
                  "scheduler",
                  "bands",
                  "config",
                  "imaging",
                  "store",
                  "verification")),
          entry(
              "peer", List.of("protocol", "security", "transport", "config", "imaging", "models")),
          entry("gamer", List.of("protocol", "security", "transport", "imaging")),
          entry(
              "cli",
              List.of(
                  "protocol",
                  "scheduler",
                  "simulator",
                  "bands",
                  "config",
                  "imaging",
                  "security",
                  "transport",
                  "coordinator",
                  "peer",
                  "gamer")));

  static Set<String> modules() {
    return ARROWS.keySet();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void usesOnlyTheModulesItMay(String module) {
    var allowed =
        Stream.concat(Stream.of(module), ARROWS.getOrDefault(module, List.of()).stream())
            .map(name -> OURS + name + "..")
            .toArray(String[]::new);
    classes()
        .that()
        .resideInAPackage(OURS + module + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(not(resideInAPackage("dev.p2c2g.."))))
        .check(CLASSES);
  }

  @Test
  void namesEveryModule() {
    var found =
        CLASSES.stream()
            .map(c -> c.getPackageName().substring(OURS.length()).split("\\.", 2)[0])
            .collect(Collectors.toSet());
    assertThat(found).isEqualTo(modules());
  }

  @Test
  void schedulerUsesTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage(OURS + "scheduler..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            OURS + "scheduler..", "java..", "org.jspecify..", "com.google.errorprone.annotations..")
        .check(CLASSES);
  }

  @Test
  void schedulerHasNoClock() {
    noClasses()
        .that()
        .resideInAPackage(OURS + "scheduler..")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.time.Clock")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(CLASSES);
  }

  @Test
  void schedulerHasNoThreadsAndNoLogger() {
    noClasses()
        .that()
        .resideInAPackage(OURS + "scheduler..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(System.Logger.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent..", "java.util.logging..")
        .check(CLASSES);
  }

  @Test
  void onlyConfigKnowsTheLoggingBehindSystemLogger() {
    noClasses()
        .that()
        .resideOutsideOfPackage(OURS + "config..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.p2c2g.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
