package crossreview.report.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import crossreview.model.run.RunMode;
import crossreview.session.Session;
import crossreview.testkit.GitSandbox;
import crossreview.testkit.Samples;
import crossreview.testkit.SessionFixture;
import crossreview.verdict.VerdictReader;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of peers, read as such, become a patch that git applies to the reviewed work tree. */
class FixPatchTest {
  private static final String NAME = "dir/a name \"ü\".c";

  @TempDir private Path folder;
  private GitSandbox repository;

  @BeforeEach
  void repository() {
    repository = GitSandbox.init(folder.resolve("repository"));
  }

  /** A finding that cites lines and says other ones. */
  private static Map<String, Object> fix(String path, int line, String quote, String lines) {
    Map<String, Object> citation = new LinkedHashMap<>();
    citation.put("path", path);
    citation.put("line", (long) line);
    citation.put("quote", quote);
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("kind", "defect");
    finding.put("severity", "advice");
    finding.put("statement", path + ":" + line + " " + lines);
    finding.put("citations", List.of(citation));
    finding.put("replacement", lines);
    return finding;
  }

  /** The patch of a review in which ada and bob said this about the uncommitted change. */
  private String patch(List<?> ada, List<?> bob, String... diffOptions) throws IOException {
    Path file = folder.resolve("change.diff");
    List<String> command = new ArrayList<>(List.of("diff", "--output=" + file));
    command.addAll(List.of(diffOptions));
    command.add("HEAD");
    repository.git(command.toArray(String[]::new));
    String diff = Files.readString(file);
    Session session =
        new SessionFixture(
                RunMode.REVIEW, Stream.of("ada", "bob").map(Samples::reviewer).toList(), diff)
            .run()
            .round()
            .vote("ada", said(diff, ada).verdict())
            .vote("bob", said(diff, bob).verdict())
            .count()
            .session();
    return ResultFormat.FIXES.text(session, diff, ResultSessions.MASK);
  }

  private static ParsedVerdict said(String diff, List<?> findings) {
    String answer =
        JsonWriter.of(Map.of("status", "READY", "summary", "read", "findings", findings));
    return (ParsedVerdict) VerdictReader.read(answer, Samples.artifact(diff), diff);
  }

  private String applied(String patch, String name) throws IOException {
    repository.git("apply", Files.writeString(folder.resolve("fix.patch"), patch).toString());
    return Files.readString(repository.top().resolve(name));
  }

  /** What is said about fixes, without the verdict. */
  private static String notes(String patch) {
    return patch
        .lines()
        .skip(1)
        .takeWhile(line -> line.startsWith("#"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(n -> "line " + n + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void fixesOfSeveralPeersInSeveralHunksAndFilesAreOnePatch() throws Exception {
    repository.write(NAME, lines(1, 40)).write("b.txt", "one\r\ntwo\r\nthree").commit("base");
    repository.write(NAME, lines(1, 4) + "new a\n" + lines(6, 30) + "new b\n" + lines(32, 40));
    repository.write("b.txt", "one\r\n2\r\nthree").write("c.txt", "created\n");
    repository.git("add", "-A");

    String patch =
        patch(
            List.of(fix(NAME, 5, "new a", "better a\nand more"), fix("b.txt", 2, "2", "zwei")),
            List.of(
                fix(NAME, 31, "new b\nline 32", "better b"), fix("c.txt", 1, "created", "made")));

    assertEquals(4, patch.lines().filter(line -> line.startsWith("# fix ")).count(), patch);
    assertEquals(
        lines(1, 4) + "better a\nand more\n" + lines(6, 30) + "better b\n" + lines(33, 40),
        applied(patch, NAME));
    assertEquals("one\r\nzwei\r\nthree", Files.readString(repository.top().resolve("b.txt")));
    assertEquals("made\n", Files.readString(repository.top().resolve("c.txt")));
  }

  @Test
  void whatCannotBeInThePatchIsNamedWithItsReason() throws Exception {
    repository.write("a.c", lines(1, 20)).commit("base");
    repository.write("a.c", lines(1, 4) + "new a\nnew b\n" + lines(8, 20));

    String patch =
        patch(
            List.of(fix("a.c", 5, "new a\nnew b", "x"), fix("a.c", 5, "line 5", "gone")),
            List.of(
                fix("a.c", 6, "new b", "y"),
                fix("a.c", 5, "new a\nnew b", "x"),
                fix("a.c", 6, "nowhere", "z"),
                fix("a.c", 4, "line 4", "line 4"),
                fix("a.c", 4, "line 4", "li\u202ene"),
                fix("a.c", 4, "line 4", "k = \"ghp_A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8\"")));

    assertEquals(
        """
        # fix f1 of ada: a.c:5
        # left out f2 of ada: a.c:5: the change removes its lines
        # left out f3 of bob: a.c:6: it changes lines that f1 changes
        # left out f4 of bob: a.c:5: it is the same as f1
        # left out f5 of bob: it names no lines
        # left out f6 of bob: a.c:4: it changes nothing
        # left out f7 of bob: a.c:4: it has characters that cannot be seen
        # left out f8 of bob: a.c:4: it or a line beside it has what looks like a secret
        """,
        notes(patch));
    assertEquals(lines(1, 4) + "x\n" + lines(8, 20), applied(patch, "a.c"));
  }

  @Test
  void aDiffWithoutContextGivesNoPlaceAtTheEndOfAHunk() throws Exception {
    repository.write("a.c", lines(1, 20)).commit("base");
    repository.write("a.c", lines(1, 4) + "new a\n" + lines(6, 20));

    String patch = patch(List.of(fix("a.c", 5, "new a", "x")), List.of(), "-U0");

    assertEquals("# left out f1 of ada: a.c:5: the diff shows no lines around it\n", notes(patch));
  }

  @Test
  void anyFixesOfAnyChangeAreAppliedByGitAsTheySay() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int turn = 0; turn < 12; turn++) {
      String words = "seed " + seed + " turn " + turn;
      List<String> before = new ArrayList<>();
      IntStream.range(0, 30 + random.nextInt(40)).forEach(n -> before.add("old " + n));
      List<String> after = new ArrayList<>(before);
      for (int edit = 0; edit < 4; edit++) {
        after.set(random.nextInt(after.size()), "new " + edit + "." + turn);
      }
      String end = random.nextBoolean() ? "\n" : "";
      repository.write("f", String.join("\n", before) + end).commit("base " + turn);
      repository.write("f", String.join("\n", after) + end);
      List<Object> fixes = new ArrayList<>();
      List<String> fixed = new ArrayList<>();
      for (int n = 0; n < after.size(); n++) {
        boolean chosen = after.get(n).startsWith("new") && random.nextInt(4) > 0;
        String lines = chosen ? "fixed " + n + "\nand".repeat(random.nextInt(3)) : after.get(n);
        fixed.add(lines);
        if (chosen) {
          fixes.add(fix("f", n + 1, after.get(n), lines));
        }
      }

      String patch = patch(fixes, List.of());

      assertTrue(patch.lines().noneMatch(line -> line.startsWith("# left")), words + patch);
      if (!fixes.isEmpty()) {
        assertEquals(String.join("\n", fixed) + end, applied(patch, "f"), words);
      }
    }
  }
}
