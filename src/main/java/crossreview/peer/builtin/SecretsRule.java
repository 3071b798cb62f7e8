package crossreview.peer.builtin;

import crossreview.peer.builtin.Change.ChangedFile;
import crossreview.peer.builtin.Change.Placed;
import crossreview.peer.builtin.DiffReader.Result.Broken;

/**
 * Credentials and keys in added lines.
 *
 * <p>No secret is repeated: the statement shows what kind it looks like, the citation names path
 * and line and has no quote.
 */
final class SecretsRule implements Rule {

  @Override
  public void file(ChangedFile file, Flaws flaws) {
    for (Placed secret : file.secrets()) {
      flaws.blocking(
          "looks like a live " + secret.span().label(), file.added().get(secret.first()));
    }
  }

  /**
   * Whatever the diff means, its lines can be searched; so a clean one need not be refused here.
   */
  @Override
  public void broken(Change change, Broken broken, Flaws flaws) {
    for (ChangedFile file : change.files()) {
      flaws.begin(file);
      file(file, flaws);
    }
  }
}
