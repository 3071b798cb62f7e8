package crossreview.session.analysis;

import static crossreview.session.analysis.ReviewScenario.member;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crossreview.coverage.ArtifactScope;
import crossreview.coverage.HunkIdentity;
import crossreview.json.JsonReader;
import crossreview.json.JsonWriter;
import crossreview.model.CarriedParts;
import crossreview.model.Digest;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.PromptSection;
import crossreview.model.call.TokenUsage;
import crossreview.model.material.Artifact;
import crossreview.model.vote.VoteCoverage;
import crossreview.session.command.ArtifactFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A report says of each part who was shown it, in which call, and why to believe so. */
class CoverageReportTest {
  private static final TokenUsage COUNTED = new TokenUsage(90L, null, null, 5L, null);

  /** Parts 1 and 2 are hunks of a.c, 3 is excluded, 4 cannot be shown, 5 is a hunk of b.c. */
  private static final String DIFF =
      """
      diff --git a/a.c b/a.c
      --- a/a.c
      +++ b/a.c
      @@ -5 +5 @@
      -a
      +b
      @@ -9 +9 @@
      -c
      +d
      diff --git a/Cargo.lock b/Cargo.lock
      --- a/Cargo.lock
      +++ b/Cargo.lock
      @@ -1 +1 @@
      -e
      +f
      diff --git a/big.txt b/big.txt
      index 1111111..2222222 100644
      diff --git a/b.c b/b.c
      --- a/b.c
      +++ b/b.c
      @@ -2 +2 @@
      -g
      +h
      """;

  private static final Artifact ARTIFACT =
      new Artifact(Digest.of(DIFF), DIFF.length(), "text/x-diff", "a.diff");
  private static final ArtifactScope SCOPE = ArtifactScope.of(ARTIFACT, DIFF, List.of());

  /** A round of a model, a seat and a rule. */
  private final ReviewScenario scenario =
      new ReviewScenario()
          .opens(member("ada", "scripted"), member("sue", "seat"), member("lint", "builtin"))
          .submits(ARTIFACT, ArtifactFacts.NONE)
          .runs()
          .starts(SCOPE.recorded());

  @Test
  void eachPartHasItsPlaceItsIdentityAndTheReasonWhyNobodyIsShownIt() throws Exception {
    Map<String, Object> report = JsonReader.readObject(report());

    assertEquals(1L, report.get("round"));
    assertEquals(ARTIFACT.sha256().value(), report.get("artifact"));
    assertEquals(
        List.of(
            part(1, "a.c", SCOPE.parts().get(0).line(), Map.of()),
            part(2, "a.c", SCOPE.parts().get(1).line(), Map.of()),
            part(3, "Cargo.lock", SCOPE.parts().get(2).line(), Map.of("excluded", "lock file")),
            part(
                4,
                "big.txt",
                SCOPE.parts().get(3).line(),
                Map.of("missing", "there is no hunk, although the content changed")),
            part(5, "b.c", SCOPE.parts().get(4).line(), Map.of())),
        report.get("parts"));
    assertEquals(List.of("round", "artifact", "parts", "peers"), List.copyOf(report.keySet()));
  }

  private static Map<String, Object> part(
      int number, String path, int line, Map<String, Object> reason) {
    HunkIdentity identity = HunkIdentity.of(SCOPE.textAnalysis()).get(number - 1);
    Map<String, Object> part = new LinkedHashMap<>(reason);
    part.put("part", (long) number);
    part.put("path", path);
    part.put("line", (long) line);
    part.put("hunk", identity.id().value());
    part.put("context", identity.context().value());
    return part;
  }

  @Test
  void aPeerWithoutAnAnswerWasShownNothingThatCountsAndNothingProvesIt() throws Exception {
    scenario.reserves("ada", CallPurpose.REVIEW, null);

    assertEquals("{\"peer\":\"ada\",\"shown\":[],\"missing\":\"1-2,5\"}", peer("ada"));
    assertEquals("{\"peer\":\"sue\",\"shown\":[],\"missing\":\"1-2,5\"}", peer("sue"));
  }

  @Test
  void oneCallAboutEverythingShowsWhatIsNeitherExcludedNorMissing() throws Exception {
    answers("ada", null, COUNTED);

    assertEquals(
        "{\"peer\":\"ada\",\"shown\":[{\"call\":\"c1\",\"parts\":\"1-2,5\"}],"
            + "\"evidence\":\"usage\"}",
        peer("ada"));
  }

  @Test
  void sectionsAddUpAndWhatNoneOfThemShowsIsMissing() throws Exception {
    answers("ada", section(1, "1,3", null), COUNTED);
    answers("ada", section(2, "5", null), TokenUsage.NONE);

    assertEquals(
        "{\"peer\":\"ada\",\"shown\":[{\"call\":\"c1\",\"parts\":\"1\"},"
            + "{\"call\":\"c2\",\"parts\":\"5\"}],\"missing\":\"2\",\"evidence\":\"none\"}",
        peer("ada"),
        "one call without a count proves nothing about all of them");
  }

  @Test
  void aCallThatCannotVoteOrIsOfAnotherPeerOrRoundShowsNothing() throws Exception {
    answers("ada", null, COUNTED);
    scenario.starts(SCOPE.recorded());
    scenario.settles(scenario.reserves("ada", CallPurpose.REVISE, null), COUNTED);
    answers("sue", null, COUNTED);

    assertEquals("{\"peer\":\"ada\",\"shown\":[],\"missing\":\"1-2,5\"}", peer("ada"));
  }

  @Test
  void whatWasCarriedOverIsNotMissing() throws Exception {
    answers("ada", section(1, "5", new CarriedParts(1, "1")), COUNTED);
    answers("ada", section(2, "5", new CarriedParts(1, "1")), COUNTED);

    assertEquals(
        "{\"peer\":\"ada\",\"shown\":[{\"call\":\"c1\",\"parts\":\"5\"},"
            + "{\"call\":\"c2\",\"parts\":\"5\"}],\"carried\":{\"round\":1,\"parts\":\"1\"},"
            + "\"missing\":\"2\",\"evidence\":\"usage\"}",
        peer("ada"));
  }

  @Test
  void aPersonIsOfferedTheText() throws Exception {
    answers("sue", null, TokenUsage.NONE);

    assertEquals(
        "{\"peer\":\"sue\",\"shown\":[{\"call\":\"c1\",\"parts\":\"1-2,5\"}],"
            + "\"evidence\":\"offered\"}",
        peer("sue"));
  }

  @Test
  void aRuleSaysItselfWhatItRead() throws Exception {
    answers("lint", null, TokenUsage.NONE);
    scenario.votes("lint", "fine", new VoteCoverage(5, "2-3", List.of()));

    assertEquals(
        "{\"peer\":\"lint\",\"shown\":[{\"call\":\"c1\",\"parts\":\"2-3\"}],"
            + "\"missing\":\"1,5\",\"evidence\":\"rule\"}",
        peer("lint"));
  }

  @Test
  void aRuleThatNamesNoPartsReadEverythingAndOneThatAbstainsNothing() throws Exception {
    answers("lint", null, TokenUsage.NONE);
    String all =
        "{\"peer\":\"lint\",\"shown\":[{\"call\":\"c1\",\"parts\":\"1-2,5\"}],"
            + "\"evidence\":\"rule\"}";
    assertEquals(all, peer("lint"), "its vote is not there yet");
    scenario.votes("lint", "fine", null);
    assertEquals(all, peer("lint"));

    scenario.starts(SCOPE.recorded());
    scenario.settles(scenario.reserves("lint", CallPurpose.REVIEW, null), TokenUsage.NONE);
    scenario.abstains("lint");
    assertEquals(
        "{\"peer\":\"lint\",\"shown\":[{\"call\":\"c2\",\"parts\":\"\"}],"
            + "\"missing\":\"1-2,5\",\"evidence\":\"rule\"}",
        peer("lint"));
  }

  @Test
  void whatAModelWasShownIsWhatItsCallShowsWhateverItSays() throws Exception {
    answers("ada", section(1, "1-2", null), COUNTED);
    scenario.votes("ada", "fine", new VoteCoverage(5, "5", List.of()));
    answers("sue", null, COUNTED);
    scenario.abstains("sue");

    assertEquals(
        "{\"peer\":\"ada\",\"shown\":[{\"call\":\"c1\",\"parts\":\"1-2\"}],"
            + "\"missing\":\"5\",\"evidence\":\"usage\"}",
        peer("ada"));
    assertEquals(
        "{\"peer\":\"sue\",\"shown\":[{\"call\":\"c2\",\"parts\":\"1-2,5\"}],"
            + "\"evidence\":\"offered\"}",
        peer("sue"));
  }

  private static PromptSection section(int number, String shown, @Nullable CarriedParts carried) {
    return new PromptSection(number, 2, shown, Digest.ZERO, List.of(), List.of(), carried);
  }

  private void answers(String peer, @Nullable PromptSection section, TokenUsage usage) {
    scenario.settles(scenario.reserves(peer, CallPurpose.REVIEW, section), usage);
  }

  private String report() {
    return CoverageReport.of(scenario.session(), scenario.session().rounds().getLast(), SCOPE);
  }

  /** What the report says about a peer. */
  private String peer(String peer) throws Exception {
    return ((List<?>) JsonReader.readObject(report()).get("peers"))
        .stream()
            .filter(one -> one instanceof Map<?, ?> map && peer.equals(map.get("peer")))
            .map(JsonWriter::of)
            .findFirst()
            .orElseThrow();
  }
}
