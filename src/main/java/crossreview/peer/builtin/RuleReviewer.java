package crossreview.peer.builtin;

import crossreview.peer.PeerRequest;
import crossreview.peer.builtin.change.ChangeSet;
import crossreview.peer.builtin.change.ChangedFile;
import crossreview.peer.builtin.rule.ReviewRule;
import crossreview.peer.builtin.rule.ViolationCollector;

/** Runs a rule as a reviewer: reads the material, file by file, and answers. */
public final class RuleReviewer implements BuiltinTask {
  private final String id;
  private final ReviewRule reviewRule;

  /**
   * @param id the peer's, by which rulings of a repository name the rule
   */
  RuleReviewer(String id, ReviewRule reviewRule) {
    this.id = id;
    this.reviewRule = reviewRule;
  }

  /**
   * The answer of a rule that is not of the built-in panel.
   *
   * @param id the peer's
   */
  public static String answer(
      String id, ReviewRule reviewRule, PeerRequest.RequestMaterial requestMaterial) {
    return new RuleReviewer(id, reviewRule).answer(requestMaterial, FileProgress.NONE);
  }

  @Override
  public String answer(PeerRequest.RequestMaterial requestMaterial, FileProgress fileProgress) {
    ChangeSet changeSet =
        ChangeSet.of(requestMaterial.artifact(), requestMaterial.text(), requestMaterial.task());
    ViolationCollector violationCollector =
        new ViolationCollector(id, requestMaterial.suppressions());
    if (!changeSet.parts().isEmpty()) {
      files(changeSet, violationCollector, fileProgress);
      violationCollector.endFiles();
      reviewRule.checkChangeSet(changeSet, violationCollector);
    }
    return VerdictWriter.of(
        requestMaterial,
        new VerdictWriter.RuleResult(
            changeSet, reviewRule, violationCollector.all(), violationCollector.suppressed()));
  }

  private void files(
      ChangeSet changeSet, ViolationCollector violationCollector, FileProgress fileProgress) {
    int read = 0;
    for (ChangedFile file : changeSet.files()) {
      violationCollector.begin(file);
      reviewRule.checkFile(file, violationCollector);
      fileProgress.read(++read, changeSet.files().size());
    }
  }
}
