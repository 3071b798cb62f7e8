package crossreview.crash;

import crossreview.journal.Journal;
import crossreview.journal.JournalDamagedException;
import crossreview.journal.file.DiskFiles;
import crossreview.proof.SessionVerifier;
import crossreview.proof.VerificationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What writers said outside, over all their lives, held against the disk: nothing that was
 * confirmed or told may be missing, and nothing that was told may become something else.
 */
final class DurabilityLedger {
  private final Path sessions;
  private final Map<String, Long> confirmed = new HashMap<>();
  private final Map<String, TreeMap<Long, String>> told = new HashMap<>();
  private final List<String> losses = new ArrayList<>();

  DurabilityLedger(Path dataDir) {
    this.sessions = dataDir.resolve("sessions");
  }

  /** Takes down what one life said; returns the sessions that it touched. */
  Set<String> said(List<String> lines) {
    Set<String> touched = new HashSet<>();
    for (String line : lines) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "ACK" -> confirmed.merge(words[1], Long.parseLong(words[2]), Math::max);
        case "TOLD" -> told(words[1], Long.parseLong(words[2]), words[3]);
        default -> {
          continue;
        }
      }
      touched.add(words[1]);
    }
    return touched;
  }

  private void told(String session, long seq, String digest) {
    String before = told.computeIfAbsent(session, id -> new TreeMap<>()).put(seq, digest);
    if (before != null && !before.equals(digest)) {
      losses.add(session + " seq " + seq + " was told as two different lines");
    }
  }

  /** Compares what lies on the disk now with everything that was said of these sessions. */
  void compare(Set<String> touched) throws IOException {
    for (String session : touched) {
      Map<Long, String> stored = stored(session);
      for (Map.Entry<Long, String> line : told.getOrDefault(session, new TreeMap<>()).entrySet()) {
        String there = stored.get(line.getKey());
        if (!line.getValue().equals(there)) {
          String what = there == null ? "is lost" : "is another line now";
          losses.add(session + " seq " + line.getKey() + ", which was confirmed, " + what);
          break;
        }
      }
      long last = confirmed.getOrDefault(session, 0L);
      if (stored.size() < last) {
        losses.add(session + " ends with seq " + stored.size() + ", confirmed was " + last);
      }
    }
  }

  private Map<Long, String> stored(String session) throws IOException {
    Map<Long, String> lines = new HashMap<>();
    if (!Files.isDirectory(sessions.resolve(session))) {
      return lines;
    }
    try {
      new Journal(new DiskFiles(), 1)
          .reader(sessions.resolve(session))
          .replay((line, json) -> lines.put(line.seq(), line.digest()));
    } catch (JournalDamagedException e) {
      losses.add(session + " cannot be read: " + e.getMessage());
    }
    return lines;
  }

  /** Verifies every session that was ever touched. */
  void verify() throws IOException {
    for (String session : told.keySet()) {
      Path folder = sessions.resolve(session);
      if (!Files.isDirectory(folder)) {
        losses.add(session + " is gone");
        continue;
      }
      VerificationResult result = SessionVerifier.verify(folder);
      if (!result.ok()) {
        losses.add(session + " is damaged: " + result.damages());
      }
    }
  }

  /** Everything that is not as it was said, which has to be nothing. */
  List<String> losses() {
    return losses;
  }

  /** Every session of which something was said. */
  Set<String> touched() {
    Set<String> all = new HashSet<>(told.keySet());
    all.addAll(confirmed.keySet());
    return all;
  }

  int sessionsTouched() {
    return told.size();
  }

  long linesTold() {
    return told.values().stream().mapToLong(TreeMap::size).sum();
  }
}
