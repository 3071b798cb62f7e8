package crossreview.verdict;

import crossreview.model.Digest;

/**
 * A text beside the artifact in which a quote can be found; nobody votes on it.
 *
 * @param path its name
 * @param evidence whether it is a piece of evidence, which is cited by its digest
 */
public record CitableFile(String path, Digest sha256, String text, boolean evidence) {
  /** A file of the repository, which is cited by its path. */
  public CitableFile(String path, Digest sha256, String text) {
    this(path, sha256, text, false);
  }
}
