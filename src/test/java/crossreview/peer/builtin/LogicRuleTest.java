package crossreview.peer.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Swallowed errors, idle conditions, unreachable code, and edits against the line before. */
class LogicRuleTest {
  private static final String SWALLOWED =
      "blocking: an error is caught and nothing is done about it";
  private static final String CONSTANT = "blocking: a condition that is always the same";
  private static final String UNREACHED = "blocking: a statement that is never reached";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.java|} catch (Exception e) {\\n}",
        "a.java|try { f(); } catch (IOException e) { }",
        "a.js|} catch (e) {}",
        "a.js|f().catch(() => {});",
        "a.ts|} catch {\\n}",
        "a.ts|} catch {}",
        "a.cs|catch (Exception)\\n{\\n}",
        "a.py|except:\\n    pass",
        "a.py|except Exception as e: pass",
        "a.rb|rescue => e\\nend",
        "a.go|if err != nil {\\n}"
      })
  void anErrorThatIsCaughtAndForgottenBlocks(String path, String lines) {
    assertEquals(List.of(SWALLOWED + " in " + path + " @2"), findings(path, "a;\n" + lines));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.java|} catch (Exception ignored) {\\n}",
        "a.java|} catch (Exception e) {\\n  // the file may be gone\\n}",
        "a.java|} catch (Exception e) {\\n  log(e);\\n}",
        "a.ts|// only some browsers have it\\ntry {\\n  agent = navigator.userAgent;\\n} catch {}",
        "a.py|except KeyError:\\n    pass",
        "a.py|except Exception:\\n    # the server is older\\n    pass",
        "a.go|if err != nil {\\n  return err\\n}",
        "a.js|// } catch (e) {}",
        "test/a.js|} catch (e) {}",
        "vendor/a.js|} catch (e) {}",
        "a.md|} catch (e) {}"
      })
  void anErrorThatIsIgnoredOnPurposePasses(String path, String lines) {
    assertEquals(List.of(), findings(path, "a;\n" + lines));
  }

  @Test
  void oneKindOfErrorMayBeExpected() {
    assertEquals(
        List.of("advice: an error is caught and nothing is done about it in a.java @1"),
        findings("a.java", "} catch (NoSuchFileException e) {\n}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.js|if (true) {",
        "a.py|if False:",
        "a.java|if (user.isAdmin() \\174\\174 true) {",
        "a.py|if ready and False:",
        "a.c|while (0) {"
      })
  void aConditionThatIsAlwaysTheSameBlocks(String path, String line) {
    assertEquals(List.of(CONSTANT + " in " + path + " @1"), findings(path, line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.js|if (a = b) {|an assignment where a comparison is meant",
        "a.c|if (state = 3)|an assignment where a comparison is meant",
        "a.js|if (a.b == a.b) {|both sides of a comparison are the same",
        "a.go|if lo < lo {|both sides of a comparison are the same",
        "a.java|if (x != null && x != null) {|",
        "a.js|if ((m = next())) {|",
        "a.js|while (m = next()) {|",
        "a.kt|if (max - at > at - min) {|",
        "a.c|if (a <= b && b <= c)|",
        "a.c|while (1) {|",
        "a.js|if (x !== x) {|",
        "a.go|if v := f(); v == nil {|"
      })
  void aConditionDecidesSomething(String path, String line, String finding) {
    List<String> expected =
        finding == null ? List.of() : List.of("blocking: " + finding + " in " + path + " @1");

    assertEquals(expected, findings(path, line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.java|{\\n  return a;\\n  close();\\n}|3",
        "a.py|def f():\\n    return a\\n    close()|3",
        "a.go|{\\n\\treturn a\\n\\tclose()\\n}|3",
        "a.js|{\\n  throw e;\\n  close();\\n}|3",
        "a.c|if (a)\\n  return b;\\nclose();|",
        "a.js|{\\n  return a;\\n  function b() {}\\n}|",
        "a.java|case 1:\\n  return a;\\ncase 2:|",
        "a.py|def f():\\n    return (a\\n    + b)|",
        "a.c|  return a;\\n  end:|",
        "a.py|if a:\\n    return b\\n\\nclose()|"
      })
  void whatFollowsAReturnIsNeverReached(String path, String lines, Integer line) {
    List<String> expected =
        line == null ? List.of() : List.of(UNREACHED + " in " + path + " @" + line);

    assertEquals(expected, findings(path, lines));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a.ts|await save(x);|save(x);|blocking: an await is gone and the rest of the line stays",
        "a.py|x = await get()|x = get()|blocking: an await is gone and the rest of the line stays",
        "a.c|for (i = 0; i < n; i++) {|for (i = 0; i <= n; i++) {|advice: a comparison is turned"
            + " round and no test changes",
        "a.java|if (a && b) {|if (a \\174\\174 b) {|advice: a comparison is turned round and no"
            + " test changes",
        "a.js|if (!a.ok) {|if (a.ok) {|advice: a comparison is turned round and no test changes",
        "a.js|copy(from, to);|copy(to, from);|advice: two arguments change places and no test"
            + " changes",
        "a.go|x, err := f()|x, _ := f()|advice: an error that was returned is thrown away",
        "a.js|if (a == b) {|if (a === b) {|",
        "a.js|if (a == b) {|if (a == c) {|",
        "a.md|a < b|a > b|"
      })
  void anEditedLineIsComparedWithTheLineBefore(
      String path, String before, String after, String finding) {
    String diff =
        RulePanel.changed(
            path,
            " x();",
            "-" + before.translateEscapes(),
            "+" + after.translateEscapes(),
            " y();");
    List<String> expected = finding == null ? List.of() : List.of(finding + " in " + path + " @11");

    assertEquals(expected, RulePanel.findings("logic", diff));
  }

  @Test
  void withATestAnEditIsAFix() {
    String edit = RulePanel.changed("src/a.c", " x();", "-if (a < b) {", "+if (a <= b) {", " y();");
    String test = RulePanel.changed("test/a_test.c", " x();", "+check(a);", " y();");

    assertEquals(List.of(), RulePanel.findings("logic", edit + test));
  }

  @Test
  void aCheckThatIsGoneWhileTheValueIsUsedIsAdvice() {
    String gone =
        RulePanel.changed(
            "a.java", " f();", "-if (user == null) {", "-  return;", "-}", " user.greet();");
    String replaced =
        RulePanel.changed(
            "a.java",
            " f();",
            "-if (user == null) {",
            "-  return;",
            "-}",
            "+require(user?.id);",
            " user.greet();");
    String unused =
        RulePanel.changed("a.java", " f();", "-if (user == null) {", "-  return;", "-}", " g();");

    assertEquals(
        List.of("advice: a check for null is gone and the value is still used in a.java @11"),
        RulePanel.findings("logic", gone));
    assertEquals(List.of(), RulePanel.findings("logic", replaced));
    assertEquals(List.of(), RulePanel.findings("logic", unused));
  }

  private static List<String> findings(String path, String lines) {
    String[] added = lines.translateEscapes().split("\n");
    return RulePanel.findings("logic", RulePanel.created(path, added));
  }
}
