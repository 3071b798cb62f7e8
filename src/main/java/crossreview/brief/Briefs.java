package crossreview.brief;

import crossreview.guard.PromptFence;
import crossreview.guard.PromptFenceFactory;
import crossreview.json.JsonWriter;
import crossreview.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds prompts.
 *
 * <pre>
 *   part                     the same for
 *   1 who you are            every prompt of this purpose
 *   2 form of a verdict      every review and repair
 *   3 task and focus         every prompt of the session with the same fence
 *   4 the fence opens        every prompt about this artifact
 *   5 the artifact           itself: this part's digest is the artifact's
 *   6 the fence closes       every prompt of the session with the same fence
 *   7 evidence               three parts a piece: fence and custody, its bytes, the fence closes
 *   8 constraints            every prompt from the round on after they were added
 *   9 findings               one peer and round; absent if there are none
 *  10 the unread answer      one repair; absent elsewhere
 *  11 what to do now         every prompt of this purpose
 * </pre>
 *
 * <p>An author's, a rotator's and a judge's prompt have no part 2; a judge's part 9 is the request.
 *
 * <p>A repair begins with exactly the review's parts 1 to 9. Nothing is cut: what does not fit into
 * a model is refused elsewhere. A fence that does not fit is a bug of the caller, see {@link
 * Matter#fits}.
 */
public final class Briefs {
  private static final String ARTIFACT = "artifact";
  private static final String EVIDENCE = "evidence";
  private final String contract;

  /** Briefs with the words that describe a verdict's form. */
  public Briefs(String contract) {
    this.contract = contract + "\n";
  }

  /** Why a peer's answer gave no vote; {@code answer} is whole. */
  public record Unread(String answer, String code, String detail) {
    /** Whether the fence's token stands nowhere in it. */
    public boolean fits(PromptFence promptFence) {
      return PromptFenceFactory.fits(promptFence, List.of(answer, detail));
    }
  }

  /** What a reviewer is shown. */
  public Prompt review(Matter matter, PromptFence promptFence) {
    List<String> parts = reviewed(matter, promptFence);
    parts.add(Wording.REVIEW_NOW);
    return new Prompt(parts);
  }

  /** What a reviewer is shown whose answer could not be read: the same material and why. */
  public Prompt repair(Matter matter, Unread unread, PromptFence promptFence) {
    fitting(unread.fits(promptFence));
    List<String> parts = reviewed(matter, promptFence);
    String reason = "reason: " + unread.code() + "\ndetail: " + JsonWriter.of(unread.detail());
    parts.add(
        Wording.UNREAD
            + fenced(promptFence, "answer", unread.answer())
            + fenced(promptFence, "reason", reason));
    parts.add(Wording.REPAIR_NOW);
    return new Prompt(parts);
  }

  /**
   * What a reviewer is shown whose citations were not found: the same material, and those alone.
   *
   * @param lines the citations, one JSON object a line
   */
  public Prompt cite(Matter matter, String lines, PromptFence promptFence) {
    fitting(PromptFenceFactory.fits(promptFence, List.of(lines)));
    List<String> parts = reviewed(matter, promptFence);
    parts.add(Wording.UNCITED + fenced(promptFence, "citations", lines));
    parts.add(Wording.CITE_NOW);
    return new Prompt(parts);
  }

  /** What an author is shown. */
  public Prompt revise(Matter matter, PromptFence promptFence) {
    fitting(matter.fits(promptFence));
    List<String> parts = new ArrayList<>();
    parts.add(Wording.AUTHOR);
    material(parts, matter, promptFence);
    if (matter.others().isEmpty()) {
      parts.add(Wording.NO_OTHERS);
    } else {
      parts.add(Wording.OTHERS + findings(promptFence, matter.others()));
    }
    parts.add(Wording.REVISE_NOW);
    return new Prompt(parts);
  }

  /** What a rotator is shown: open findings of earlier runs, and who may end it by leaving it. */
  public Prompt rotate(Matter matter, PromptFence promptFence) {
    fitting(matter.fits(promptFence));
    List<String> parts = new ArrayList<>();
    parts.add(Wording.ROTATOR);
    material(parts, matter, promptFence);
    if (!matter.others().isEmpty()) {
      parts.add(Wording.OTHERS + findings(promptFence, matter.others()));
    }
    parts.add(Wording.ROTATE_NOW);
    return new Prompt(parts);
  }

  /**
   * What a judge is shown: the material of the day, and what somebody wanted to see.
   *
   * @param ask the request for evidence, in its owner's words
   */
  public Prompt judge(Matter matter, String ask, PromptFence promptFence) {
    fitting(matter.fits(promptFence) && PromptFenceFactory.fits(promptFence, List.of(ask)));
    List<String> parts = new ArrayList<>();
    parts.add(Wording.JUDGE);
    material(parts, matter, promptFence);
    parts.add(Wording.ASKED + fenced(promptFence, "request", ask));
    parts.add(Wording.JUDGE_NOW);
    return new Prompt(parts);
  }

  private List<String> reviewed(Matter matter, PromptFence promptFence) {
    fitting(matter.fits(promptFence));
    List<String> parts = new ArrayList<>();
    parts.add(Wording.REVIEWER);
    parts.add(contract);
    material(parts, matter, promptFence);
    if (!matter.own().isEmpty()) {
      parts.add(Wording.OWN + findings(promptFence, matter.own()));
    }
    beside(parts, matter.beside(), promptFence);
    return parts;
  }

  private static void beside(List<String> parts, Beside beside, PromptFence promptFence) {
    if (!beside.raised().isEmpty()) {
      String lines =
          beside.named() ? FindingLines.of(beside.raised()) : FindingLines.unnamed(beside.raised());
      parts.add(Wording.RAISED + fenced(promptFence, "findings", lines));
    }
    if (!beside.answered().isEmpty()) {
      parts.add(Wording.ANSWERED + findings(promptFence, beside.answered()));
    }
    if (beside.unadmitted() > 0) {
      parts.add(Wording.unadmitted(beside.unadmitted()));
    }
  }

  private static void material(List<String> parts, Matter matter, PromptFence promptFence) {
    String focus =
        matter.focus() == null
            ? ""
            : "\nLook at this most:\n" + fenced(promptFence, "focus", matter.focus());
    parts.add("The task:\n" + fenced(promptFence, "task", matter.task()) + focus);
    parts.add(opening(matter, promptFence));
    parts.add(matter.text());
    parts.add(promptFence.closing(ARTIFACT));
    for (Exhibit exhibit : matter.evidence()) {
      String about = fenced(promptFence, "custody", exhibit.about());
      parts.add("\nEvidence:\n" + about + promptFence.opening(EVIDENCE));
      parts.add(exhibit.text());
      parts.add(promptFence.closing(EVIDENCE));
    }
    if (!matter.beside().constraints().isEmpty()) {
      String said = String.join("\n", matter.beside().constraints());
      parts.add(Wording.CONSTRAINTS + fenced(promptFence, "constraints", said));
    }
  }

  /** The label comes from outside too; its JSON form keeps it on one line inside a fence. */
  private static String opening(Matter matter, PromptFence promptFence) {
    String about =
        "label: "
            + JsonWriter.of(matter.artifact().label())
            + "\ntype: "
            + JsonWriter.of(matter.artifact().mediaType())
            + "\nbytes: "
            + matter.artifact().bytes()
            + "\nsha256: "
            + matter.artifact().sha256();
    return "\nThe artifact:\n"
        + fenced(promptFence, "label", about)
        + promptFence.opening(ARTIFACT);
  }

  private static String findings(PromptFence promptFence, List<Finding> findings) {
    return fenced(promptFence, "findings", FindingLines.of(findings));
  }

  private static String fenced(PromptFence promptFence, String name, String text) {
    return promptFence.opening(name) + text + promptFence.closing(name);
  }

  private static void fitting(boolean fits) {
    if (!fits) {
      throw new IllegalStateException("the fence's token stands in the text; draw another one");
    }
  }
}
