package crossreview.peer.builtin;

import crossreview.peer.builtin.ChangeSet.ChangedFile;
import crossreview.peer.builtin.ChangeSet.SecretLocation;
import crossreview.peer.builtin.DiffReader.DiffResult.MalformedDiff;

/**
 * Credentials and keys in added lines.
 *
 * <p>No secret is repeated: the statement shows what kind it looks like, the citation names path
 * and line and has no quote.
 */
final class SecretsRule implements ReviewRule {

  @Override
  public void checkFile(ChangedFile file, ViolationCollector violationCollector) {
    for (SecretLocation secret : file.secrets()) {
      violationCollector.blocking(
          "looks like a live " + secret.secretSpan().label(), file.added().get(secret.first()));
    }
  }

  /**
   * Whatever the diff means, its lines can be searched; so a clean one need not be refused here.
   */
  @Override
  public void checkMalformed(
      ChangeSet changeSet, MalformedDiff malformedDiff, ViolationCollector violationCollector) {
    for (ChangedFile file : changeSet.files()) {
      violationCollector.begin(file);
      checkFile(file, violationCollector);
    }
  }
}
