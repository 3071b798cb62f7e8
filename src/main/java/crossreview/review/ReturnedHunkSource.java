package crossreview.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import crossreview.coverage.ReturnedHunks;
import crossreview.diff.text.TextAnalysis;
import crossreview.guard.SecretScanner;
import crossreview.model.Digest;
import crossreview.model.material.Artifact;
import crossreview.model.vote.ReturnedHunk;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.log.SessionLog;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the current change with the versions that earlier rounds were about. On the review's
 * thread; awaits.
 */
final class ReturnedHunkSource {
  /** Each version is read again; who undoes each other does so within a few of them. */
  private static final int VERSIONS_MAX = 6;

  private final SessionLog log;

  ReturnedHunkSource(SessionLog log) {
    this.log = log;
  }

  /** Hunks that are again what they were; empty where the text is not a diff, or is not new. */
  List<ReturnedHunk> of(TextAnalysis now) {
    List<Round> earlier = versions(log.session());
    if (earlier.size() < 2 || !now.isDiff()) {
      return List.of();
    }
    ReturnedHunks hunks = new ReturnedHunks(now, text(earlier.getFirst().artifact()));
    for (Round round : earlier.subList(1, earlier.size())) {
      if (hunks.seeks()) {
        hunks.look(round.number(), text(round.artifact()));
      }
    }
    return hunks.found().stream().map(ReturnedHunkSource::masked).toList();
  }

  /** The last round about each earlier version, latest first; empty if the text did not change. */
  private static List<Round> versions(Session session) {
    List<Round> versions = new ArrayList<>();
    Digest after = session.current().sha256();
    for (Round round : session.rounds().reversed()) {
      boolean same = round.artifact().equals(after);
      if (same && versions.isEmpty()) {
        return List.of();
      }
      if (!same && versions.size() < VERSIONS_MAX) {
        versions.add(round);
      }
      after = round.artifact();
    }
    return versions;
  }

  private TextAnalysis text(Digest digest) {
    Artifact before = log.session().artifacts().at(digest);
    String text = new String(log.blobs().get(digest).await(), UTF_8);
    return TextAnalysis.of(before.label(), before.mediaType(), text);
  }

  private static ReturnedHunk masked(ReturnedHunk hunk) {
    return new ReturnedHunk(
        hunk.path(), hunk.line(), hunk.round(), masked(hunk.now()), masked(hunk.between()));
  }

  private static String masked(String text) {
    return SecretScanner.scan(text).isEmpty() ? text : "(a possible secret)";
  }
}
