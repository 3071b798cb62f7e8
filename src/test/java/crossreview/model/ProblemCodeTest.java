package crossreview.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProblemCodeTest {
  @Test
  void eachCodeIsFoundByItsSpellingAndOccursOnce() {
    Set<String> seen = new HashSet<>();

    for (ProblemCode code : ProblemCode.all()) {
      assertTrue(seen.add(code.code()), code.code() + " occurs twice");
      assertEquals(code, ProblemCode.find(code.code()).orElseThrow());
    }
    assertTrue(ProblemCode.find("code_of_tomorrow").isEmpty());
  }

  @Test
  void thePageIsMadeFromTheTable() throws IOException {
    String page = Files.readString(ProblemPage.FILE);

    assertEquals(ProblemPage.text(), page, "run the test's ProblemPage.main to write it anew");
  }

  @Test
  void eachTextIsOneLineThatFitsATable() {
    for (ProblemCode code : ProblemCode.all()) {
      for (String text : List.of(code.traits().meaning(), code.traits().advice())) {
        assertTrue(text.matches("[^|\n]{5,120}"), code + ": " + text);
      }
      assertTrue(code.traits().meaning().endsWith("."), code + ": the meaning is a sentence");
    }
  }

  @Test
  void limitsAndMoneyExitWithThreeAsTheReadmeSays() {
    for (ProblemCode code :
        List.of(
            SessionProblem.SESSION_LIMIT,
            ReviewProblem.BUDGET_EXHAUSTED,
            ReviewProblem.NO_PRICE,
            SessionProblem.EVIDENCE_LIMIT,
            RequestProblem.RATE_LIMITED)) {
      assertEquals(3, code.traits().exitCode(), code.code());
    }
  }

  @Test
  void theExitCodesAreThoseOfTheReadmeAndFitTheStatus() {
    for (ProblemCode code : ProblemCode.all()) {
      ProblemTraits traits = code.traits();
      assertTrue(traits.exitCode() >= 1 && traits.exitCode() <= 5, code.code());
      assertTrue(traits.status() >= 400 && traits.status() < 600, code.code());
      if (traits.status() >= 500) {
        assertEquals(5, traits.exitCode(), code.code());
      }
      if (traits.status() == 401 || traits.status() == 403) {
        assertTrue(traits.exitCode() >= 4, code.code());
      }
    }
  }
}
