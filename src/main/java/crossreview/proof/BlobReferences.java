package crossreview.proof;

import crossreview.journal.Journal;
import crossreview.journal.JournalDamagedException;
import crossreview.journal.file.DiskFiles;
import crossreview.model.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Which blobs the lines of a session name. Blocks; it reads only. */
public final class BlobReferences {
  private BlobReferences() {}

  /**
   * The digests of all texts that any line on the chain names, the receipt included.
   *
   * @throws JournalDamagedException when the chain cannot be read completely: then it is unknown
   */
  public static Set<Digest> in(Path sessionFolder) throws IOException, JournalDamagedException {
    Set<Digest> named = new HashSet<>();
    new Journal(new DiskFiles(), 1)
        .reader(sessionFolder)
        .replay((line, json) -> TextReferences.in(json, (digest, text) -> named.add(digest)));
    return named;
  }
}
