package crossreview.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** The classes that the rules look at, read once. */
final class ProjectClasses {
  static final String ROOT = "crossreview";
  static final String FIXTURE = "crossreview.rules.fixture.bad";

  /** The product without its tests, wherever a build puts the two. */
  static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(place -> !place.contains("/test-classes/"))
          .importPackages(ROOT);

  /** A small codebase in which every rule is broken. */
  static final JavaClasses BAD = new ClassFileImporter().importPackages(FIXTURE);

  private ProjectClasses() {}
}
