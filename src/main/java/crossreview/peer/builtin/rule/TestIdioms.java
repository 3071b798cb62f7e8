package crossreview.peer.builtin.rule;

import java.util.regex.Pattern;

/** How the common test frameworks write a test, an assertion, and a test that does not run. */
final class TestIdioms {
  /** What lets one test run and no other; nobody means to publish it. */
  private static final Pattern FOCUSED =
      Pattern.compile(
          "^(?:(?:it|describe|test|context|suite|specify|Scenario|Feature)\\.only(?:\\.each)?[\\s(`]"
              + "|(?:fit|fdescribe|fcontext|FIt|FDescribe|FContext|FSpecify|FEntry)\\s?\\("
              + "|(?:fit|fdescribe|fcontext)\\s+['\"].*\\bdo\\b|(?:it|describe|context|scenario|feature|specify|example)\\b.*[\\s,](?:focus:"
              + " true|:focus|:only)\\b)");

  /** What keeps a test from running, whatever the machine is. */
  private static final Pattern DISABLED =
      Pattern.compile(
          "^(?:@Disabled\\b(?!On|If|For|InNative|Until)|@Ignore\\b|@ignore\\b|#\\[ignore\\b|\\[Ignore\\b"
              + "|\\[(?:Fact|Theory|TestMethod|Test)\\(Skip\\b|\\[Skip\\b"
              + "|(?:it|describe|test|context|suite|specify)\\.(?:skip|todo)(?:\\.each)?\\("
              + "|(?:xit|xdescribe|xtest|xcontext|xspecify|xscenario|PIt|PDescribe|XIt|XDescribe)[\\s(]"
              + "|@pytest\\.mark\\.skip\\b(?!if)|@unittest\\.skip\\b|@skip\\(|@unittest\\.expectedFailure"
              + "|@pytest\\.mark\\.xfail\\s*$|@tag"
              + " :skip|@Test\\s*\\(\\s*enabled\\s*=\\s*false|@Test\\s*\\(\\s*groups.*disabled"
              + "|pytest\\.skip\\(|self\\.skipTest\\(|t\\.Skip(?:Now|f)?\\(|b\\.Skip(?:Now)?\\(|\\$this->markTest(?:Skipped|Incomplete)\\(|GTEST_SKIP\\(|XCTSkip\\b|throw"
              + " XCTSkip"
              + "|this\\.skip\\(\\)|pending\\b\\s*(?:['\"(]|$)|skip\\s*(?:['\"(]|$)|TEST(?:_F|_P)?\\(\\w+,\\s*DISABLED_"
              + "|Assume\\.assumeTrue\\(false\\)|assumeTrue\\(false\\))");

  private static final Pattern DECLARED =
      Pattern.compile(
          "^(?:@Test\\b|@ParameterizedTest\\b|@RepeatedTest\\b|@Property\\b|\\[(?:Fact|Theory|Test|TestMethod|TestCase)\\b|#\\[(?:\\w+::)?test\\b|(?:async"
              + " )?def test_\\w*|func (?:\\(\\w+ \\*?\\w+\\)"
              + " )?Test\\w*\\(|(?:it|test|specify|scenario)(?:\\.\\w+)?\\s*\\(?\\s*['\"`]|(?:public"
              + " )?function test\\w*\\(|TEST(?:_F|_P)?\\(|func test\\w*\\()");

  private static final Pattern ASSERTED =
      Pattern.compile(
          "\\b(?:assert\\w*|expect\\w*|should\\w*|verify|refute\\w*|require\\.\\w+|ASSERT_\\w+|EXPECT_\\w+|Assert\\.\\w+|t\\.(?:Error|Errorf|Fatal|Fatalf)|is_expected|must_\\w+|fail)\\b\\s*[!(.{"
              + " ]");

  private static final Pattern EMPTY =
      Pattern.compile(
          "(?:assertTrue\\(\\s*true\\s*\\)|assertFalse\\(\\s*false\\s*\\)|assert\\s+True\\b\\s*$|self\\.assertTrue\\(\\s*True\\s*\\)|assert!\\(\\s*true\\s*\\)|expect\\(\\s*true\\s*\\)\\.(?:toBe\\(\\s*true\\s*\\)|toBeTruthy\\(\\)|to\\.be\\.true|to"
              + " eq\\(?\\s*true)|expect\\(\\s*1\\s*\\)\\.toBe\\(\\s*1\\s*\\)|assert\\(\\s*true\\s*\\)|Assert\\.(?:True|IsTrue)\\(\\s*true\\s*\\)|assert"
              + " true\\s*$"
              + "|assertEquals?\\(\\s*(\\w+)\\s*,\\s*\\1\\s*\\)|EXPECT_TRUE\\(\\s*true\\s*\\)|ASSERT_TRUE\\(\\s*true\\s*\\))");

  private static final Pattern COMMENTED = Pattern.compile("^(?://|#|--|/\\*)\\s*(.+)$");

  /** Says where to read more, so that somebody will come back to it. */
  private static final Pattern REFERENCE =
      Pattern.compile("#\\d+|\\b[A-Z][A-Z0-9]{1,9}-\\d+|https?://");

  /** Three words in quotes or a comment; the name of a test is not a reason. */
  private static final Pattern REASON =
      Pattern.compile(
          "^(?:@\\S*|\\[\\w*\\(?|#\\[ignore|pytest\\.skip|self\\.skipTest|[tb]\\.Skipf?|\\$this->\\w+|GTEST_SKIP|throw|pending|skip).*[\"'/#]\\s*\\w+"
              + " \\w+ \\w+");

  private TestIdioms() {}

  static boolean focused(String code) {
    return FOCUSED.matcher(code).find();
  }

  static boolean disabled(String code) {
    return DISABLED.matcher(code).find();
  }

  static boolean declares(String code) {
    return DECLARED.matcher(code).find();
  }

  static boolean asserts(String code) {
    return ASSERTED.matcher(code).find() && !code.contains("require(") && !code.contains("import ");
  }

  /** An assertion that no code can break. */
  static boolean assertsNothing(String code) {
    return EMPTY.matcher(code).find();
  }

  /** An assertion or a test inside a comment, as people leave code that fails. */
  static boolean commentedOut(String code) {
    var comment = COMMENTED.matcher(code);
    return comment.matches() && asserts(comment.group(1));
  }

  /** Whether a line that disables a test says why in some words. */
  static boolean reasoned(String code) {
    return REASON.matcher(code).find();
  }

  static boolean refers(String code) {
    return REFERENCE.matcher(code).find();
  }
}
