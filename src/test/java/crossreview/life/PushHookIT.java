package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** README's lines for a hook, installed in a real repository: what is bad is never pushed. */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // twenty starts of the program each
class PushHookIT {
  private static final Pattern HOOK = Pattern.compile("```sh\n(#!/bin/sh\n.*?)```", Pattern.DOTALL);
  private static final Path PROGRAMS = Path.of("target", "crossreview", "bin").toAbsolutePath();

  // In halves, so that no scanner of this repository takes them for keys.
  private static final String STRIPE = "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc";
  private static final String GITHUB = "ghp_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8";
  private static final String PEM =
      "-----BEGIN RSA PRIVATE "
          + "KEY-----\n"
          + "MIIEowIBAAKCAQEAx7Zq9mJ2v1W4n8T6y3B5c0D7e9F1g2H4i6J8k0L2m4N6o8P0\n".repeat(6)
          + "-----END RSA PRIVATE KEY-----";
  private static final String AWS = "AKIA" + "Q3EGR7WXBN5ZLMPT";

  /** A change as a shell makes it, and which refs are pushed then. */
  private record PushCase(String name, String script, String refs) {
    PushCase(String name, String script) {
      this(name, script, "HEAD:refs/heads/main");
    }
  }

  private static final List<PushCase> GOOD =
      List.of(
          new PushCase("a document", "echo 'One more line.' >> notes.md"),
          new PushCase("a new document", "mkdir -p docs; echo '# Guide' > docs/guide.md"),
          new PushCase("code with its test", code("pay", "return 1")),
          new PushCase(
              "code that is changed with its test",
              code("pay", "return 2") + "; echo 'assert pay() == 2' >> tests/test_pay.py"),
          new PushCase("only a test", "echo 'def test_more(): assert True' >> tests/test_pay.py"),
          new PushCase("umlauts", "echo 'Größe, naïve, 審査' > docs/unicode.md"),
          new PushCase("a file that goes", "git rm -q docs/unicode.md"),
          new PushCase("a file with another name", "git mv docs/guide.md docs/start.md"),
          new PushCase("data", "echo '{\"a\": 1}' > data.json"),
          new PushCase("settings", "printf 'port: 80\nhost: localhost\n' > app.yaml"),
          new PushCase("a long document", "seq 1 2000 | sed 's/^/line /' > docs/long.md"),
          new PushCase("a name with a space", "echo 'text' > 'docs/two words.md'"),
          new PushCase(
              "two commits", "echo a > a.md; git add -A; git commit -qm one; echo b > b.md"),
          new PushCase("a commit without a difference", "git commit -q --allow-empty -m empty"),
          new PushCase("a new branch", "echo c > c.md", "HEAD:refs/heads/topic"),
          new PushCase("the same branch", "echo d > d.md", "HEAD:refs/heads/topic"),
          new PushCase("a branch that goes", ":", ":refs/heads/topic"),
          new PushCase("a tag", "git tag v1", "v1"),
          new PushCase("code in another language", java("Good", "int one() { return 1; }")),
          new PushCase("a list", "printf -- '- one\n- two\n' > list.md"));

  /** Sixty lines with twenty decisions. */
  private static final String BRANCHES =
      "for i in $(seq 1 20); do"
          + " printf '    if x == %s:\n        x += %s\n    y = x * %s\n' $i $i $i; done";

  private static final List<PushCase> BAD =
      List.of(
          new PushCase("a key in code", code("key", "return \"" + STRIPE + "\"")),
          new PushCase("a key in a document", "echo 'use " + AWS + " for it' >> notes.md"),
          new PushCase("a token in settings", "echo 'token: " + GITHUB + "' > app.yaml"),
          new PushCase("a key in an environment file", "echo 'KEY=" + STRIPE + "' > .env"),
          new PushCase("a private key", "echo '" + PEM + "' > id"),
          new PushCase("a key in a test", "echo 'k = \"" + STRIPE + "\"' >> tests/test_pay.py"),
          new PushCase(
              "a key among many files",
              "for i in $(seq 1 40); do echo $i > docs/n$i.md; done; echo '"
                  + GITHUB
                  + "' > docs/n7.md"),
          new PushCase(
              "a key in a new branch", "echo '" + STRIPE + "' > k.md", "HEAD:refs/heads/leak"),
          new PushCase(
              "a key in a tag",
              "echo '" + GITHUB + "' > k.md; git add -A; git commit -qm k; git tag leak",
              "leak"),
          new PushCase(
              "a key that the next commit takes away, and another one",
              "echo '"
                  + STRIPE
                  + "' > k.md; git add -A; git commit -qm one; echo '"
                  + AWS
                  + "' > k.md"),
          new PushCase(
              "a conflict", "printf '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n' >> notes.md"),
          new PushCase(
              "a conflict in code",
              code("con", "return 1") + "; echo '>>>>>>> other' >> src/con.py"),
          new PushCase(
              "much code without a test", "(echo 'def f(x):'; " + BRANCHES + ") > src/alone.py"),
          new PushCase(
              "code that is changed much without a test",
              "(echo 'def g(x):'; " + BRANCHES + ") >> src/pay.py"),
          new PushCase(
              "mixed line endings",
              "printf 'a = 1\r\nb = 2\n' > src/ends.py; echo 'import ends' > tests/test_ends.py"),
          new PushCase("a debugger", code("bug", "breakpoint()")),
          new PushCase(
              "a debug statement",
              java("Bad", "\n  void f() {\n    System.out.println(1);\n  }\n")),
          new PushCase(
              "a debug statement in a script",
              "echo 'console.log(1);' > src/a.js; echo 'test(\"a\", () => {});' > tests/a.test.js"),
          new PushCase("data that is broken", "echo '{\"a\": }' > broken.json"),
          new PushCase(
              "a focused test",
              "echo 'it.only(\"a\", () => { expect(1).toBe(1); });' > tests/b.test.js"));

  @TempDir Path home;
  private Path repository;
  private Path remote;
  private DaemonProcess daemon;

  private static String code(String name, String body) {
    return "printf 'def %s():\n    %s\n' "
        + name
        + " '"
        + body
        + "' > src/"
        + name
        + ".py; printf 'from %s import %s\n' "
        + (name + " " + name)
        + " > tests/test_"
        + name
        + ".py";
  }

  private static String java(String name, String body) {
    return "echo 'class "
        + name
        + " { "
        + body
        + " }' > src/"
        + name
        + ".java; echo 'class "
        + name
        + "Test { }' > tests/"
        + name
        + "Test.java";
  }

  @BeforeEach
  void aRepositoryWithTheHook() throws Exception {
    daemon = DaemonProcess.start(home, home.resolve(".local/share/crossreview"));
    remote = home.resolve("remote.git");
    repository = Files.createDirectory(home.resolve("repository"));
    sh("git init -q --bare ../remote.git; git init -q -b main; mkdir src tests");
    sh("echo '# Notes' > notes.md; git add -A; git commit -qm base");
    sh("git remote add origin ../remote.git; git push -q origin main");
    Matcher hook = HOOK.matcher(Files.readString(Path.of("README.md")));
    assertTrue(hook.find(), "README has the lines of a hook");
    Path file = repository.resolve(".git/hooks/pre-push");
    Files.writeString(file, hook.group(1));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  @Test
  void whatIsGoodIsPushed() throws Exception {
    assertEquals(20, GOOD.size());
    assertEquals(List.of(), wrong(GOOD, true));
  }

  @Test
  void whatIsBadIsNotPushed() throws Exception {
    assertEquals(20, BAD.size());
    assertEquals(List.of(), wrong(BAD, false));
  }

  private List<String> wrong(List<PushCase> changes, boolean good) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (PushCase change : changes) {
      push(change, good, wrong);
    }
    return wrong;
  }

  /** A refused change is reverted, so that the next one is judged alone. */
  private void push(PushCase change, boolean good, List<String> wrong) throws Exception {
    String before = refs();
    sh("mkdir -p src tests docs; " + change.script());
    sh("git add -A; git diff --cached --quiet || git commit -qm change");
    ShellResult pushed = run("git push -q origin " + change.refs());
    boolean moved = !refs().equals(before);
    boolean nothing = change.script().startsWith("git commit -q --allow-empty");
    if ((pushed.exitCode() == 0) != good || moved != good && !nothing) {
      wrong.add(change.name() + ": exit " + pushed.exitCode() + ", " + pushed.said());
    }
    if (!good) {
      sh(
          "git tag -d leak 2>/dev/null; git fetch -q origin; git reset -q --hard origin/main; git"
              + " clean -qfd");
    }
  }

  private String refs() throws Exception {
    return run("git -C " + remote + " for-each-ref").said();
  }

  private record ShellResult(int exitCode, String said) {}

  private void sh(String script) throws Exception {
    ShellResult result = run(script);
    assertEquals(0, result.exitCode(), () -> script + ": " + result.said());
  }

  private ShellResult run(String script) throws IOException, InterruptedException {
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", script)
            .directory(repository.toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = shell.environment();
    environment.put("PATH", PROGRAMS + ":" + environment.get("PATH"));
    environment.put("HOME", home.toString());
    for (String who : List.of("GIT_AUTHOR", "GIT_COMMITTER")) {
      environment.put(who + "_NAME", "t");
      environment.put(who + "_EMAIL", "t@example.com");
    }
    Process process = shell.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), script);
    return new ShellResult(process.exitValue(), said);
  }
}
