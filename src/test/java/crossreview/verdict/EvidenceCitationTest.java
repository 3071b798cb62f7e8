package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.model.Digest;
import crossreview.model.finding.Citation;
import crossreview.verdict.CitationResolver.CitationReference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A piece of evidence is cited by its digest and a literal quote. */
class EvidenceCitationTest {
  private static final String LOG = "12 passed\n1 failed: größer\n";
  private static final Digest DIGEST = Digest.of(LOG);
  private static final String TEXT = "a plan\n";

  private static Optional<Citation> resolve(String path, String quote) {
    CitableFile log = new CitableFile("test.log", DIGEST, LOG, true);
    return new CitationResolver(AnswerCorpus.plain(TEXT), TEXT, List.of(log))
        .resolve(new CitationReference(path, null, quote), null, new RemarkCollector());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "sha256:%s", " SHA256:%s "})
  void theDigestInThePlaceOfThePathNamesIt(String form) {
    Citation citation = resolve(form.formatted(DIGEST.value()), "1 failed").orElseThrow();

    assertEquals(DIGEST, citation.artifact());
    assertEquals(10, citation.from());
    assertEquals(18, citation.to());
    assertEquals("test.log", citation.path());
    assertEquals(2, citation.line());
    assertNull(citation.scope(), "evidence says nothing about what a change introduced");
  }

  @Test
  void aQuoteThatIsNotLiterallyInItIsNotFound() {
    assertTrue(resolve(DIGEST.value(), "2 failed").isEmpty());
    assertTrue(resolve(DIGEST.value(), "1  failed").isEmpty());
    assertTrue(resolve(DIGEST.value(), null).isEmpty());
  }

  @Test
  void neitherItsNameNorAnotherDigestNamesIt() {
    assertTrue(resolve("test.log", "1 failed").isEmpty());
    assertTrue(resolve(Digest.of("other").value(), "1 failed").isEmpty());
  }
}
