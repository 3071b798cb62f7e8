package crossreview.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypeNamesTest {
  private static final int SINGLE_WORDS_PERCENT_MAX = 15;

  private final TypeNames names = new TypeNames(ProjectClasses.MAIN);
  private final TypeNames bad = new TypeNames(ProjectClasses.BAD);

  @Test
  void aSimpleNameStandsForOneType() {
    none(names.duplicates());
  }

  @Test
  void aTypeIsNamedByANoun() {
    none(names.withoutNoun());
  }

  @Test
  void everyExceptionIsNeeded() {
    none(names.needlessExceptions());
  }

  @Test
  void fewTypesAreNamedByASingleWord() {
    int percent = names.singleWords().size() * 100 / names.topLevel().size();

    assertTrue(percent <= SINGLE_WORDS_PERCENT_MAX, () -> percent + " %: " + names.singleWords());
  }

  @Test
  void aNameInTwoPackagesIsFound() {
    String fixture = ProjectClasses.FIXTURE;

    assertEquals(
        List.of("CleanClass: " + fixture + ".model.CleanClass, " + fixture + ".store.CleanClass"),
        bad.duplicates());
  }

  @Test
  void participlesGerundsAndAdjectivesAreFoundInNestedTypesToo() {
    String samples = ProjectClasses.FIXTURE + ".model.NameSamples$";

    assertEquals(
        List.of(
            samples + "LeaseHeld is not named by a noun",
            samples + "Mending is not named by a noun",
            samples + "StateDurable is not named by a noun",
            samples + "TextRevised is not named by a noun",
            samples + "WriterIdle is not named by a noun"),
        bad.withoutNoun());
  }

  @Test
  void aSmallCodebaseOfSingleWordsIsFound() {
    assertEquals(List.of("Libraries"), bad.singleWords());
  }

  private static void none(List<String> violations) {
    assertEquals(List.of(), violations, () -> "\n" + String.join("\n", violations) + "\n");
  }
}
