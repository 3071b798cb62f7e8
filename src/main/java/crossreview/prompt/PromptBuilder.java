package crossreview.prompt;

import crossreview.guard.PromptFence;
import crossreview.guard.PromptFenceFactory;
import crossreview.json.JsonWriter;
import crossreview.model.finding.Finding;
import crossreview.model.finding.FindingSuppression;
import crossreview.model.material.UnsupportedClaim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds prompts.
 *
 * <pre>
 *   part                     the same for
 *   1 who you are            every prompt of this purpose
 *   2 form of a verdict      every review and repair
 *   3 task and focus         every prompt of the session with the same fence
 *   4 the fence opens        every prompt about this artifact
 *   5 the artifact           itself: this part's digest is the artifact's; or an excerpt, with
 *                            the list of all files at the end of part 4
 *   6 the fence closes       every prompt of the session with the same fence
 *   7 rules, files           every prompt about this artifact with the same fence: rules of the
 *                            repository, files beside the artifact, names of those not shown
 *   8 evidence               three parts a piece: fence and custody, its bytes, the fence closes
 *   9 constraints            every prompt from the round on after they were added; the lasting
 *                            rulings of the repository after them, and what the caller states
 *                            without evidence: every prompt of the run
 *  10 findings               one peer and round; absent if there are none; its stance after them,
 *                            where the panel gives it one
 *  11 the unread answer      one repair; absent elsewhere
 *  12 what to do now         every prompt of this purpose
 * </pre>
 *
 * <p>An author's, a rotator's and a judge's prompt have no part 2; a judge's part 10 is the
 * request.
 *
 * <p>A repair begins with exactly the review's parts 1 to 10. Nothing is cut: what does not fit
 * into a model is refused elsewhere. A fence that does not fit is a bug of the caller, see {@link
 * PromptInput#fits}.
 */
public final class PromptBuilder {
  private static final String ARTIFACT = "artifact";
  private static final String EVIDENCE = "evidence";
  private final String contract;

  /** Briefs with the words that describe a verdict's form. */
  public PromptBuilder(String contract) {
    this.contract = contract + "\n";
  }

  /** Why a peer's answer gave no vote; {@code answer} is whole. */
  public record AnswerDefect(String answer, String code, String detail) {
    /** Whether the fence's token does not occur in it. */
    public boolean fits(PromptFence promptFence) {
      return PromptFenceFactory.fits(promptFence, List.of(answer, detail));
    }
  }

  /** What a reviewer is shown. */
  public Prompt review(PromptInput promptInput, PromptFence promptFence) {
    List<String> parts = reviewed(promptInput, promptFence);
    parts.add(PromptTexts.REVIEW_NOW);
    return new Prompt(parts);
  }

  /** What a reviewer is shown whose answer could not be read: the same material and why. */
  public Prompt repair(
      PromptInput promptInput, AnswerDefect answerDefect, PromptFence promptFence) {
    fitting(answerDefect.fits(promptFence));
    List<String> parts = reviewed(promptInput, promptFence);
    String reason =
        "reason: " + answerDefect.code() + "\ndetail: " + JsonWriter.of(answerDefect.detail());
    parts.add(
        PromptTexts.UNREAD
            + fenced(promptFence, "answer", answerDefect.answer())
            + fenced(promptFence, "reason", reason));
    parts.add(PromptTexts.REPAIR_NOW);
    return new Prompt(parts);
  }

  /**
   * What a reviewer is shown whose citations were not found: the same material, and those alone.
   *
   * @param lines the citations, one JSON object per line
   */
  public Prompt cite(PromptInput promptInput, String lines, PromptFence promptFence) {
    fitting(PromptFenceFactory.fits(promptFence, List.of(lines)));
    List<String> parts = reviewed(promptInput, promptFence);
    parts.add(PromptTexts.UNCITED + fenced(promptFence, "citations", lines));
    parts.add(PromptTexts.CITE_NOW);
    return new Prompt(parts);
  }

  /** What an author is shown. */
  public Prompt revise(PromptInput promptInput, PromptFence promptFence) {
    fitting(promptInput.fits(promptFence));
    List<String> parts = new ArrayList<>();
    parts.add(PromptTexts.AUTHOR);
    material(parts, promptInput, promptFence);
    if (promptInput.others().isEmpty()) {
      parts.add(PromptTexts.NO_OTHERS);
    } else {
      parts.add(
          PromptTexts.OTHERS
              + fenced(promptFence, "findings", FindingLines.merged(promptInput.others())));
    }
    parts.add(PromptTexts.REVISE_NOW);
    return new Prompt(parts);
  }

  /** What a rotator is shown: open findings of earlier runs, and who may end it by leaving it. */
  public Prompt rotate(PromptInput promptInput, PromptFence promptFence) {
    fitting(promptInput.fits(promptFence));
    List<String> parts = new ArrayList<>();
    parts.add(PromptTexts.ROTATOR);
    material(parts, promptInput, promptFence);
    if (!promptInput.others().isEmpty()) {
      parts.add(
          PromptTexts.OTHERS
              + fenced(promptFence, "findings", FindingLines.merged(promptInput.others())));
    }
    parts.add(PromptTexts.ROTATE_NOW);
    return new Prompt(parts);
  }

  /**
   * What a judge is shown: the current material, and the request for evidence.
   *
   * @param ask the request for evidence, in its owner's words
   */
  public Prompt judge(PromptInput promptInput, String ask, PromptFence promptFence) {
    fitting(promptInput.fits(promptFence) && PromptFenceFactory.fits(promptFence, List.of(ask)));
    List<String> parts = new ArrayList<>();
    parts.add(PromptTexts.JUDGE);
    material(parts, promptInput, promptFence);
    parts.add(PromptTexts.ASKED + fenced(promptFence, "request", ask));
    parts.add(PromptTexts.JUDGE_NOW);
    return new Prompt(parts);
  }

  /**
   * What the owner of a finding is shown that somebody calls wrong: the current material, the
   * finding and the rebuttal.
   */
  public Prompt rebut(
      PromptInput promptInput, Finding finding, String rebuttal, PromptFence promptFence) {
    String held = FindingLines.of(List.of(finding));
    fitting(
        promptInput.fits(promptFence)
            && PromptFenceFactory.fits(promptFence, List.of(held, rebuttal)));
    List<String> parts = new ArrayList<>();
    parts.add(PromptTexts.OWNER);
    material(parts, promptInput, promptFence);
    parts.add(PromptTexts.HELD + fenced(promptFence, "finding", held));
    parts.add(PromptTexts.REBUTTED + fenced(promptFence, "rebuttal", rebuttal));
    parts.add(PromptTexts.REBUT_NOW);
    return new Prompt(parts);
  }

  private List<String> reviewed(PromptInput promptInput, PromptFence promptFence) {
    fitting(promptInput.fits(promptFence));
    List<String> parts = new ArrayList<>();
    parts.add(PromptTexts.REVIEWER);
    parts.add(contract);
    material(parts, promptInput, promptFence);
    if (!promptInput.own().isEmpty()) {
      parts.add(PromptTexts.OWN + findings(promptFence, promptInput.own()));
    }
    addNotes(parts, promptInput.promptNotes(), promptFence);
    return parts;
  }

  private static void addNotes(
      List<String> parts, PromptNotes promptNotes, PromptFence promptFence) {
    if (!promptNotes.raised().isEmpty()) {
      String lines =
          promptNotes.named()
              ? FindingLines.of(promptNotes.raised())
              : FindingLines.unnamed(promptNotes.raised());
      parts.add(PromptTexts.RAISED + fenced(promptFence, "findings", lines));
    }
    if (!promptNotes.answered().isEmpty()) {
      parts.add(PromptTexts.ANSWERED + findings(promptFence, promptNotes.answered()));
    }
    if (!promptNotes.overruled().isEmpty()) {
      parts.add(PromptTexts.OVERRULED + findings(promptFence, promptNotes.overruled()));
    }
    if (promptNotes.unadmitted() > 0) {
      parts.add(PromptTexts.unadmitted(promptNotes.unadmitted()));
    }
    if (promptNotes.stance() != null) {
      parts.add(PromptTexts.stance(promptNotes.stance()));
    }
  }

  private static void material(
      List<String> parts, PromptInput promptInput, PromptFence promptFence) {
    String focus =
        promptInput.focus() == null
            ? ""
            : "\nCheck this most carefully:\n" + fenced(promptFence, "focus", promptInput.focus());
    parts.add("The task:\n" + fenced(promptFence, "task", promptInput.task()) + focus);
    parts.add(opening(promptInput, promptFence));
    PromptExcerpt excerpt = promptInput.excerpt();
    parts.add(excerpt == null ? promptInput.text() : excerpt.text());
    parts.add(promptFence.closing(ARTIFACT));
    parts.addAll(ContextParts.of(promptInput.context(), promptFence));
    for (PromptEvidence promptEvidence : promptInput.evidence()) {
      String about = fenced(promptFence, "custody", promptEvidence.about());
      parts.add("\nEvidence:\n" + about + promptFence.opening(EVIDENCE));
      parts.add(promptEvidence.text());
      parts.add(promptFence.closing(EVIDENCE));
    }
    if (!promptInput.promptNotes().constraints().isEmpty()) {
      String said = String.join("\n", promptInput.promptNotes().constraints());
      parts.add(PromptTexts.CONSTRAINTS + fenced(promptFence, "constraints", said));
    }
    List<FindingSuppression> rulings = promptInput.promptNotes().suppressions();
    if (!rulings.isEmpty()) {
      String lines = FindingLines.suppressions(rulings);
      parts.add(PromptTexts.SUPPRESSIONS + fenced(promptFence, "rulings", lines));
    }
    List<UnsupportedClaim> claims = promptInput.promptNotes().claims();
    if (!claims.isEmpty()) {
      parts.add(PromptTexts.CLAIMS + fenced(promptFence, "claims", FindingLines.claims(claims)));
    }
  }

  /** The label comes from outside too; its JSON form keeps it on one line inside a fence. */
  private static String opening(PromptInput promptInput, PromptFence promptFence) {
    String about =
        "label: "
            + JsonWriter.of(promptInput.artifact().label())
            + "\ntype: "
            + JsonWriter.of(promptInput.artifact().mediaType())
            + "\nbytes: "
            + promptInput.artifact().bytes()
            + "\nsha256: "
            + promptInput.artifact().sha256();
    return "\nThe artifact:\n"
        + fenced(promptFence, "label", about)
        + excerpt(promptInput.excerpt(), promptFence)
        + promptFence.opening(ARTIFACT);
  }

  private static String excerpt(@Nullable PromptExcerpt excerpt, PromptFence promptFence) {
    return excerpt == null
        ? ""
        : PromptTexts.excerpt(excerpt) + fenced(promptFence, "files", excerpt.files());
  }

  private static String findings(PromptFence promptFence, List<Finding> findings) {
    return fenced(promptFence, "findings", FindingLines.of(findings));
  }

  private static String fenced(PromptFence promptFence, String name, String text) {
    return promptFence.opening(name) + text + promptFence.closing(name);
  }

  private static void fitting(boolean fits) {
    if (!fits) {
      throw new IllegalStateException("the text contains the token of the fence; draw another one");
    }
  }
}
