package crossreview.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes that the rules look at, read once. */
final class House {
  static final String ROOT = "crossreview";
  static final String FIXTURE = "crossreview.rules.fixture.bad";

  /** The product without its tests. */
  static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /** A small house in which every rule is broken. */
  static final JavaClasses BAD = new ClassFileImporter().importPackages(FIXTURE);

  private House() {}
}
