package crossreview.peer.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.git.ChangeReader;
import crossreview.git.ChangeReader.ReadChange;
import crossreview.git.ChangeSelection.WorkingTreeChange;
import crossreview.git.GitProgram;
import crossreview.git.WorkTreeCopy;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.linter.FilePatterns;
import crossreview.linter.IssueLevel;
import crossreview.linter.LinePattern;
import crossreview.linter.LinterSpec;
import crossreview.linter.ReportForm;
import crossreview.model.call.CallPurpose;
import crossreview.model.call.PeerFailure;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingKind;
import crossreview.model.finding.FindingSeverity;
import crossreview.model.finding.FindingSuppression;
import crossreview.model.material.Artifact;
import crossreview.model.material.ChangeIdentity;
import crossreview.peer.CallPricing;
import crossreview.peer.PeerRequest;
import crossreview.peer.PeerRequest.RequestMaterial;
import crossreview.peer.PeerResponse;
import crossreview.peer.ProgressListener;
import crossreview.peer.linter.LinterDialogue;
import crossreview.sandbox.ProgramSandbox;
import crossreview.testkit.GitSandbox;
import crossreview.testkit.ReviewHarness;
import crossreview.testkit.SampleRequests;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Linters as peers, here scripts of a shell that print their reports. */
class LinterPeerTest extends CommandCase {
  private static final String PATTERN =
      "^(?P<path>[^:]+):(?P<line>\\d+): (?P<level>\\w+): (?P<message>.*)";

  private GitSandbox git;
  private List<String> fromBase = List.of();
  private String report = LinterSpec.STDOUT;
  private List<FindingSuppression> suppressions = List.of();

  @BeforeEach
  void repository() {
    git = GitSandbox.init(dir.resolve("repository"));
    git.write("src/a.js", "line\n".repeat(20)).write("b.md", "text\n").write("lint.cfg", "strict");
    git.commit("first");
    git.write("src/a.js", "line\n".repeat(9) + "new\n" + "line\n".repeat(11));
  }

  private LinterSpec spec() {
    return new LinterSpec(
        ReportForm.REGEX,
        LinePattern.of(PATTERN),
        new FilePatterns(List.of("*.js")),
        new FilePatterns(fromBase),
        Set.of(IssueLevel.ERROR),
        Set.of(0, 1),
        report);
  }

  private RequestMaterial material(boolean fromGit, Finding... own) {
    ReadChange read =
        new ChangeReader(GitProgram.in(git.top()), git.top())
            .read(new WorkingTreeChange(), List.of());
    String diff = new String(read.diff(), UTF_8);
    Artifact artifact = SampleRequests.artifact(diff, "text/x-diff", "change.diff");
    ChangeIdentity identity =
        new ChangeIdentity(
            "app",
            null,
            null,
            null,
            read.change().before().tree(),
            read.change().after().tree(),
            "HEAD with the work tree");
    @Nullable ChangeIdentity change = fromGit ? identity : null;
    return new RequestMaterial(
        "Review it",
        null,
        artifact,
        diff,
        change,
        List.of(own),
        List.of(),
        List.of(),
        suppressions);
  }

  private Future<PeerResponse> linted(RequestMaterial material, String... program) {
    LinterDialogue dialogue =
        new LinterDialogue(
            "lint",
            List.of(program),
            spec(),
            new WorkTreeCopy(GitProgram.in(dir), List.of(git.top())),
            ProgramSandbox.WORK);
    PeerRequest request = SampleRequests.of(CallPurpose.REVIEW, material);
    return peer(new CallPricing.FreePricing(), dialogue).ask(request, ProgressListener.SILENT);
  }

  private Map<String, Object> vote(String script) throws Exception {
    String text = ReviewHarness.get(linted(material(true), "sh", "-c", script)).text();
    return JsonReader.readObject(text);
  }

  private PeerFailure fault(String script) {
    return failure(linted(material(true), "sh", "-c", script));
  }

  private static List<?> at(Map<String, Object> vote, String pointer) {
    return JsonTree.list(vote, pointer);
  }

  @Test
  void whatIsAboutAnAddedLineBlocksAndNamesThatLine() throws Exception {
    Map<String, Object> vote = vote("echo 'src/a.js:10: error: wrong'; exit 1");

    assertEquals("NOT_READY", vote.get("status"));
    assertEquals("wrong in src/a.js", JsonTree.text(vote, "/findings/0/statement").orElseThrow());
    assertEquals("blocking", JsonTree.text(vote, "/findings/0/severity").orElseThrow());
    assertEquals(10L, JsonTree.at(vote, "/findings/0/citations/0/line"));
    assertEquals("src/a.js", JsonTree.at(vote, "/findings/0/citations/0/path"));
    nothingIsLeft();
  }

  @Test
  void whatIsAboutAShownLineIsReportedAndWhatIsElsewhereWasThereBefore() throws Exception {
    Map<String, Object> vote =
        vote(
            "echo 'src/a.js:9: error: beside'; echo 'src/a.js:2: error: far';"
                + " echo 'b.md:1: error: other'; exit 1");

    assertEquals(1, at(vote, "/findings").size());
    assertEquals("beside in src/a.js", JsonTree.at(vote, "/findings/0/statement"));
  }

  @Test
  void aLevelThatDoesNotBlockIsAdviceWithAReadyVote() throws Exception {
    Map<String, Object> vote = vote("echo 'src/a.js:10: warning: hm'; exit 1");

    assertEquals("READY", vote.get("status"));
    assertEquals("advice", JsonTree.at(vote, "/findings/0/severity"));
  }

  @Test
  void absolutePathsAreThoseOfTheWorkTreeAndOthersAreDroppedAndCounted() throws Exception {
    Map<String, Object> vote =
        vote(
            "echo \"$PWD/src/a.js:10: error: here\"; echo '/review/src/a.js:9: error: there';"
                + " echo '/etc/passwd:1: error: x'; echo '../a.js:10: error: y'; exit 1");

    assertEquals(2, at(vote, "/findings").size());
    assertTrue(
        String.valueOf(vote.get("summary")).endsWith("2 without a file of the work tree, dropped"),
        vote.toString());
  }

  @Test
  void aReadyVoteIsAboutTheFilesThatTheLinterLooksAt() throws Exception {
    git.write("b.md", "other text\n");

    Map<String, Object> vote = vote("true");

    assertEquals("READY", vote.get("status"));
    assertEquals(1, at(vote, "/coverage/missed").size());
    assertTrue(
        JsonTree.text(vote, "/coverage/missed/0/place").orElseThrow().startsWith("b.md"),
        vote.toString());
  }

  @Test
  void aChangeThatDoesNotConcernItIsNotVotedOnAndNothingIsStarted() throws Exception {
    git.git("checkout", "-q", "--", "src");
    git.write("b.md", "other text\n");

    Map<String, Object> vote = vote("exit 3");

    assertEquals("ABSTAIN", vote.get("status"));
    assertEquals("no file of the change concerns it (*.js)", vote.get("summary"));
  }

  @Test
  void aReviewThatIsNotFromGitIsNotVotedOn() throws Exception {
    String text = ReviewHarness.get(linted(material(false), "false")).text();

    assertEquals("ABSTAIN", JsonReader.readObject(text).get("status"));
    assertTrue(text.contains("does not come from git"), text);
  }

  @Test
  void itSeesTheReviewedBytesAmongAllFilesAndIsGivenTheNamesOfTheChangedOnes() throws Exception {
    String script = "cat $1 lint.cfg b.md >seen; grep -c new seen >&2; ls >&2; exit 7";

    PeerFailure failure =
        failure(linted(material(true), "sh", "-c", script, "lint", "{files}", "end"));

    assertTrue(String.valueOf(failure.hint()).endsWith("1 b.md lint.cfg seen src"), failure.hint());
  }

  @Test
  void itsConfigurationIsThatOfTheBase() throws Exception {
    git.write("lint.cfg", "lax");
    fromBase = List.of("lint.cfg");

    Map<String, Object> vote =
        vote("grep -q strict lint.cfg && echo 'src/a.js:10: error: strict' && exit 1");

    assertEquals("NOT_READY", vote.get("status"));
  }

  @Test
  void aReportMayBeInAFileOrOnTheStandardError() throws Exception {
    report = "out/report.txt";
    String file = "mkdir out; echo 'src/a.js:10: error: f' >out/report.txt; echo noise; exit 1";
    assertEquals("NOT_READY", vote(file).get("status"));

    report = LinterSpec.STDERR;
    assertEquals("NOT_READY", vote("echo 'src/a.js:10: error: e' >&2; exit 1").get("status"));
  }

  @Test
  void aLinkInThePlaceOfTheReportIsNotFollowed() {
    report = "report.txt";
    Path secret = git.write("secret", "src/a.js:10: error: the daemon's secret").top();

    PeerFailure failure = fault("ln -s " + secret.resolve("secret") + " report.txt; exit 1");

    assertEquals("no_report", failure.failureCode());
    assertFalse(String.valueOf(failure.hint()).contains("daemon's"), failure.hint());
  }

  @Test
  void garbageACrashAndAnUnknownExitCodeAreFailedCallsAndNeverApprove() {
    for (String script :
        List.of(
            "echo Segmentation fault",
            "echo boom >&2; exit 2",
            "exit 1",
            "kill -SEGV $$",
            "echo 'src/a.js:10: error: x'; exit 9")) {
      assertEquals("linter_failed", fault(script).failureCode(), script);
    }
  }

  @Test
  void aReportAboutOtherPlacesOnlyIsAFailureThatNamesOne() {
    PeerFailure failure = fault("echo '/mnt/other/src/a.js:10: error: x'; exit 1");

    assertTrue(String.valueOf(failure.hint()).contains("/mnt/other/src/a.js"), failure.hint());
  }

  @Test
  void aFloodIsStopped() {
    assertEquals("answer_too_large", fault("yes 'src/a.js:10: error: x'").failureCode());
    nothingIsLeft();
  }

  @Test
  void anOwnFindingIsResolvedOnceTheLinterNoLongerReportsIt() throws Exception {
    Finding own =
        new Finding(
            "f1",
            "lint",
            FindingKind.DEFECT,
            FindingSeverity.BLOCKING,
            "wrong in src/a.js",
            List.of(),
            1,
            List.of());
    RequestMaterial again = material(true, own);

    String still =
        ReviewHarness.get(linted(again, "sh", "-c", "echo 'src/a.js:10: error: wrong'; exit 1"))
            .text();
    String gone = ReviewHarness.get(linted(again, "true")).text();

    assertEquals("still_open", JsonTree.at(JsonReader.readObject(still), "/dispositions/0/answer"));
    assertEquals("resolved", JsonTree.at(JsonReader.readObject(gone), "/dispositions/0/answer"));
    assertEquals("READY", JsonReader.readObject(gone).get("status"));
  }

  @Test
  void aRulingOfTheRepositorySettlesWhatItReports() throws Exception {
    suppressions = List.of(new FindingSuppression("lint", "src/**", FindingKind.DEFECT, "agreed"));

    Map<String, Object> vote = vote("echo 'src/a.js:10: error: wrong'; exit 1");

    assertEquals("READY", vote.get("status"));
    assertTrue(String.valueOf(vote.get("summary")).contains("agreed"), vote.toString());
  }
}
