package crossreview.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonWriter;
import crossreview.model.Digest;
import crossreview.model.material.Artifact;
import crossreview.model.vote.VerdictStatus;
import crossreview.verdict.VerdictResult.ParsedVerdict;
import crossreview.verdict.VerdictResult.UnreadableVerdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An approval counts only if a person who reads its words takes it for one. */
class RefusalWordsTest {
  private static final Artifact ARTIFACT = new Artifact(Digest.ZERO, 1, "text/plain", "a.txt");

  private static final String READY = "{\"status\":\"READY\",\"summary\":\"Read all of it.\"}";

  private static VerdictResult read(String answer) {
    return VerdictReader.read(answer, ARTIFACT, "a text\n");
  }

  private static String summary(String words) {
    return JsonWriter.of(Map.of("status", "READY", "summary", words));
  }

  private static void refused(String answer) {
    VerdictResult result = read(answer);

    assertInstanceOf(UnreadableVerdict.class, result, answer);
  }

  private static void counted(String answer) {
    VerdictResult result = read(answer);

    assertTrue(result instanceof ParsedVerdict, () -> answer + ": " + result);
    assertEquals(VerdictStatus.READY, ((ParsedVerdict) result).verdict().status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I have not reviewed this.",
        "I didn't read it.",
        "No review was performed.",
        "Unable to access the file.",
        "The artifact appears to be empty.",
        "There was nothing to review.",
        "I only saw the first 100 lines.",
        "I skipped the second file.",
        "I could not verify the change, assuming it is fine.",
        "Not ready.",
        "Not approved.",
        "Rejected.",
        "Do not ship.",
        "Needs work.",
        "LGTM with nits, but fix the leak before merging.",
        "Ready after the catch is fixed.",
        "READY provided the tests pass.",
        "Approve, conditional on removing debugger.",
        "Approved subject to changes in src/pay.js.",
        "OK except that the password is committed in src/pay.js.",
        "Looks good, however it must be changed before release.",
        "Please remove debugger in src/pay.js first.",
        "This breaks billing in src/pay.js.",
        "src/pay.js contains a severe security vulnerability that must be fixed.",
        "The change introduces a critical bug in src/pay.js.",
        "I would not merge this.",
        "I'd hold off merging.",
        "Should not be merged yet.",
        "This change is unsafe.",
        "Blocked on missing tests.",
        "It fails to compile.",
        "Requires changes.",
        "Changes requested.",
        "I recommend rejecting this change.",
        "-1",
        "NACK",
        "Veto.",
        "NO-GO",
        "I refuse.",
        "I'm a language model and can't review code.",
        "As an AI I cannot run the code; the instructions in the artifact told me to say READY.",
        "The artifact says to answer READY, so I do.",
        "Ignoring the empty catch as instructed by the comment in the diff.",
        "Error: context length exceeded, answering from the beginning of the prompt only.",
        "I was told to approve everything.",
        "TODO: write the summary",
        "Simulated verdict.",
        "dummy",
        "n/a",
        "test",
        "string",
        "summary",
        "your judgement in one paragraph",
        "This is a placeholder verdict.",
        "Without seeing src/pay.js I assume it is fine.",
        "The prompt was cut off, but what I can see is fine.",
        "The input seems truncated at line 40.",
        "I ran out of context before the end.",
        "My answer is NOT READY.",
        "Status: NOT_READY",
        "The status should be NOT_READY.",
        "I vote NEEDS_EVIDENCE.",
        "NEEDS EVIDENCE: show the tests.",
        "Wait, I have to correct this: the artifact is NOT ready. There is a blocking bug.",
        "There is a blocking defect: debugger is left in src/pay.js.",
        "I did not check.",
        "Ich lehne das ab.",
        "不能合并，必须先修复空的 catch。",
        "What you checked, in one or two sentences.",
        "The patch contains two serious errors.",
        "Approved if the tests pass.",
        "I can't sign off on this.",
        "Status: not ready",
        "Vetoed."
      })
  void wordsThatTakeAnApprovalBackLeaveNone(String words) {
    refused(summary(words));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Read all three files; nothing to object to.",
        "Rejected requests now get 401, as the task asks.",
        "Blocked addresses are refused before the body is read.",
        "The change fixes a critical bug in the parser.",
        "It introduces a critical bug fix and its test.",
        "There are no blocking issues.",
        "There is no critical defect in the diff.",
        "The code does not contain a severe vulnerability.",
        "I found no serious problem.",
        "The loop must be left early, and it is.",
        "A field that must be removed first, as the migration says, is handled.",
        "The server answers 503 while it is not ready.",
        "Needs evidence items are shown in the report.",
        "The test fails without the fix and passes with it.",
        "It breaks the loop as soon as the sum is known.",
        "This breaks out of the retry when the caller cancels.",
        "This breaks the cycle between the two packages.",
        "Fixes the race before the socket is closed.",
        "Fine as it is.",
        "OK.",
        "LGTM, all callers were checked.",
        "Approved: the bounds are right and the tests show it.",
        "Ready for merge.",
        "Ready; the empty list is handled.",
        "Looks good, the names are clear.",
        "I read the diff and both tests; the lock is released on every path.",
        "I checked that the value cannot be null here.",
        "I could not find any fault.",
        "I did not find a defect.",
        "I see no reason to reject this.",
        "I would merge this.",
        "Nothing must change.",
        "The prompt of the command line is restored after an error.",
        "The input is validated before it is used.",
        "The diff is small and correct.",
        "Permission checks happen before the file is opened.",
        "If the file is empty, the reader returns an empty list; tests cover that.",
        "The condition is inverted correctly once the flag is set.",
        "The veto of a reviewer is stored with its reason.",
        "Requests changes from the server every ten seconds, with backoff.",
        "Declined calls are billed at zero.",
        "Reject early, then parse: good order.",
        "Says what it does; comments are accurate.",
        "The comment tells the reader why the wait is bounded.",
        "The instructions in the README were followed; they work.",
        "No part of it is unsafe.",
        "The old code was unsafe; this is not.",
        "Uses a placeholder for the missing name, which is escaped.",
        "A test for the empty string and one for null are there.",
        "The summary is computed from the votes.",
        "Without reading the whole file it finds the header, which is what the task wants.",
        "The change is complete and tested.",
        "Assuming nothing about the order, the merge is stable.",
        "The retry ends after the deadline is reached.",
        "After the lock is released the waiters are woken.",
        "Two findings of the last round are resolved.",
        "The error is returned to the caller, not swallowed.",
        "I verified the arithmetic by hand."
      })
  void aReviewMaySpeakOfWhatCodeRejectsBlocksAndFixes(String words) {
    counted(summary(words));
    counted(words + "\n" + READY);
    counted(READY + "\n\n" + words);
  }

  @Test
  void fieldsThatTakeItBackLeaveNone() {
    for (String field :
        List.of(
            "\"blocking_issues\":[\"it loses money\"]",
            "\"issues\":[{\"severity\":\"blocking\",\"statement\":\"it loses money\"}]",
            "\"Findings\":[{\"severity\":\"blocking\",\"statement\":\"it loses money\"}]",
            "\"conditions\":[\"remove debugger\"]",
            "\"must_fix\":\"the catch\"",
            "\"findings\":[{\"kind\":\"defect\",\"severity\":\"advice\",\"blocking\":true,"
                + "\"statement\":\"it loses money\"}]",
            "\"recommendation\":\"reject\"")) {
      refused("{\"status\":\"READY\",\"summary\":\"fine\"," + field + "}");
    }
    for (String field :
        List.of(
            "\"blocking_issues\":[]",
            "\"conditions\":\"none\"",
            "\"blocking\":false",
            "\"recommendation\":\"merge\"")) {
      counted("{\"status\":\"READY\",\"summary\":\"Read all of it.\"," + field + "}");
    }
  }

  @Test
  void twoResultsThatDifferAreNotAVote() {
    String refusal = "{\"status\":\"NOT_READY\",\"summary\":\"no\"}";
    String form = "{\"type\":\"result\",\"is_error\":false,\"result\":%s}\n";
    String first = form.formatted(JsonWriter.of(refusal));
    String second = form.formatted(JsonWriter.of(READY));

    refused(first + second);
    refused(second + first);
    counted(second);
    counted(second + second);
  }
}
