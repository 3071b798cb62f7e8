package crossreview.verdict;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the words that revoke an approval beside them: a refusal, a condition, a defect that the
 * text still has, an order that it follows.
 *
 * <p>A review also speaks of what code rejects, blocks and fixes. So a word of refusal counts where
 * it is the whole sentence or what the reviewer does, and a defect where the text is said to have
 * it. Whoever is misread here is asked once more. Pure; the patterns are bounded, so time is linear
 * in the text.
 */
final class RefusalWords {
  private static final String BEGIN = "(?i)(?:^|[.!?;:]\\s+|—\\s*)\\W{0,4}";

  private static final String FIXED =
      "(?:fixed|changed|corrected|removed|resolved|addressed|reverted|repaired|rewritten)\\b";

  private static final String WORK = "(?:change|patch|diff|artifact|code|draft|plan|PR|text)";

  private static final String NOT = "(?: ?not|n?['’]t)";

  private static final List<Pattern> SAYINGS =
      List.of(
          // Rejected. Status: NOT_READY. Blocked on missing tests
          Pattern.compile(
              BEGIN
                  + "(?:(?:my|the) (?:answer|vote|verdict|decision|status) (?:is|should"
                  + " be)\\W{1,3}|status(?: is| should be)?\\W{1,3}|I vote\\W{1,3})?(?:not["
                  + " _-]ready|needs[ _-]evidence|nack|veto(?:ed)?|no[- ]go|reject(?:ed)?|not"
                  + " approved|disapproved|denied|declined|blocked|(?:request|need|require)(?:s|ed)?"
                  + " (?:changes|work|rework)|changes (?:requested|required)|I"
                  + " refuse|-1)(?=\\W{0,3}(?:$|[\\].,;:!—]|\\b(?:because|since|until|on"
                  + " missing|due to)\\b))"),
          Pattern.compile("(?i)\\b" + WORK + " (?:is|are) not ready\\b"),
          // I would not merge this; I recommend rejecting it; I vote against it
          Pattern.compile(
              "(?i)\\bI (?:recommend|suggest|advise|propose) (?:rejecting|against|to reject"
                  + "|not (?:to )?(?:merg|approv|ship|releas))"
                  + "|\\bI (?:would|will|can|could|do|did|shall|should)"
                  + NOT
                  + " (?:merge|approve|ship|sign|recommend|accept|release)\\b(?! less)"
                  + "|\\bI(?:['’]d| would) (?:hold off|reject|block|rather not)\\b"
                  + "|\\bI (?:must |have to )?(?:reject|refuse|veto|object|vote against"
                  + "|disapprove)\\b"),
          // READY provided the tests pass; OK except that …; ready after the catch is fixed
          Pattern.compile(
              BEGIN
                  + "(?:(?:it|this|that) is |looks"
                  + " )?(?:ready|approved?|ok|okay|lgtm|fine|mergeable|acceptable|accepted|good to"
                  + " (?:go|merge))\\b[,;]? (?:but )?(?:only )?(?:provided|conditional|subject"
                  + " to|assuming|as long as|if|on (?:the"
                  + " )?condition|except|unless|once|pending|until|nur wenn)\\b"),
          Pattern.compile(
              "(?i)\\bafter (?:the|this|that|it|these|those)(?: \\w+){0,4}"
                  + " (?:is|are|has been|have been) "
                  + FIXED),
          // it must be fixed; fix the leak before merging; please remove …
          Pattern.compile(
              "(?i)\\b(?:must|needs? to|has to|have to) (?:first )?be "
                  + FIXED
                  + "(?=\\s*(?:$|[.,;:!]|before\\b|first\\W*$|prior\\b))"
                  + "|\\bfix(?: [\\w.'’/-]+){1,5} before (?:merg|releas|ship|deploy)"),
          Pattern.compile(BEGIN + "please (?:remove|fix|change|revert|correct|rewrite)\\b"),
          // it has a critical bug; this change is unsafe
          Pattern.compile(
              "(?i)(?<!n['’]t |\\bnot |\\bnever |\\bno longer )\\b(?:there (?:is|are)|contains?"
                  + "|introduces?|leaves?|has|have|found) (?:an?|one|two|three|several|some|the"
                  + " following|\\d+) (?:blocking|critical|severe|serious)(?: \\w+){0,2}?"
                  + " (?:defect|bug|issue|problem|vulnerabilit|flaw|error|regression)"
                  + "(?:s|y|ies)?\\b(?! fix)"),
          Pattern.compile(
              "(?i)(?<!\\bof )\\b(?:this|it|the "
                  + WORK
                  + ")(?: "
                  + WORK
                  + ")? (?:is (?:unsafe|broken|not safe)(?=\\W*(?:$|[.;!]))"
                  + "|fails to (?:compile|build)\\b|does"
                  + NOT
                  + " (?:compile|build)\\b)"),
          Pattern.compile(BEGIN + "this (?:change )?breaks (?!out\\b|up\\b|down\\b|the |ties\\b)"),
          // The artifact says to answer READY; I was told to approve
          Pattern.compile(
              "(?i)\\b(?:"
                  + WORK
                  + "|comments?|instructions?)(?: in the \\w+)?"
                  + " (?:says?|told|tells?|asks?|instructs?|orders?)(?: me)? to"
                  + " (?:answer|say|vote|approve|reply|respond)\\b|\\bI (?:was|am)"
                  + " (?:told|asked|instructed) to (?:approve|(?:say|answer|vote) READY)\\b|\\bas"
                  + " instructed by the \\w+ in the "
                  + WORK),
          // the same in the languages in which models answer most
          Pattern.compile(
              "(?i)\\b(?:ich lehne|abgelehnt\\b|nicht (?:bereit|freigegeben|genehmigt|mergen)\\b"
                  + "|nur wenn\\b|je (?:refuse|rejette)\\b|ne pas fusionner\\b|rechazad[oa]\\b"
                  + "|no (?:apruebo|aprobado)\\b|rejeitad[oa]\\b|não aprov|не (?:готов|одобр)"
                  + "|отклон)"
                  + "|不能合并|不可合并|不应合并|拒绝合并|不批准|不同意合并|承認できません|マージできません|却下"));

  /** What stands in a summary that nobody wrote. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)\\W*(?:<[^<>]*>|\\[[^\\[\\]]*]|\\.\\.\\.|…|(?:todo|fixme)\\b.*|dummy|string|summary"
              + "|n/?a|test|(?:this is )?a?\\s*(?:placeholder|simulated)\\b.*"
              + "|your judgement in one paragraph|what you checked, in one or two sentences)\\W*",
          Pattern.DOTALL);

  private RefusalWords() {}

  /** The words in which a text does so. */
  static Optional<String> in(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return SAYINGS.stream()
        .map(saying -> saying.matcher(line))
        .filter(Matcher::find)
        .map(found -> found.group().strip())
        .findFirst();
  }

  /** Whether a summary is a form that nobody filled in. */
  static boolean isPlaceholder(String summary) {
    return PLACEHOLDER.matcher(summary.strip()).matches();
  }
}
