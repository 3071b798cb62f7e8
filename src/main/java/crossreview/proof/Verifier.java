package crossreview.proof;

import crossreview.journal.Journal;
import crossreview.journal.JournalDamaged;
import crossreview.journal.RealFiles;
import crossreview.journal.StoredLine;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.event.LifeEvent;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.proof.Verification.Damage;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.SessionReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks one session's folder. Blocking; it reads only. */
public final class Verifier {
  private final Path folder;
  private final List<Damage> damages = new ArrayList<>();
  private final Map<Digest, Named> texts = new LinkedHashMap<>();
  private final Set<Long> epochs = new LinkedHashSet<>();
  private Session session;
  private StoredLine last;

  private Verifier(Path folder) {
    this.folder = folder;
  }

  /** A text that a line names; {@code inline} is the text itself where it travels in the line. */
  private record Named(long seq, String inline) {}

  /** Checks everything and names every damage; it does not stop at the first one. */
  public static Verification verify(Path sessionFolder) throws IOException {
    return new Verifier(sessionFolder).run();
  }

  private Verification run() throws IOException {
    SessionId id =
        SessionId.parse(folder.getFileName().toString())
            .orElseThrow(() -> new NoSuchFileException(folder + " is no session's folder"));
    session = Session.none(id);
    try {
      new Journal(new RealFiles(), 1).reader(folder).replay(this::line);
    } catch (JournalDamaged e) {
      damages.add(new Damage(e.file(), e.line(), e.getMessage()));
    }
    if (last == null && damages.isEmpty()) {
      damages.add(new Damage("events-000001.ndjson", 0, "there is no line that was told"));
    }
    session.artifacts().keySet().forEach(digest -> texts.putIfAbsent(digest, new Named(0, null)));
    for (Map.Entry<Digest, Named> text : texts.entrySet()) {
      check(text.getKey(), text.getValue());
    }
    votes();
    finalText();
    return new Verification(
        session.seq(),
        last == null ? null : last.digest(),
        epochs.size(),
        texts.size(),
        approved() == null ? null : approved().sha256().value(),
        List.copyOf(damages));
  }

  private void line(StoredLine line, Map<String, Object> json) throws JournalDamaged {
    epochs.add(line.epoch());
    session = SessionReplay.apply(session, line, json);
    last = line;
    NamedTexts.in(
        json,
        (digest, inline) -> texts.merge(digest, new Named(line.seq(), inline), Verifier::better));
  }

  /** The mention that carries the text itself, if any does. */
  private static Named better(Named a, Named b) {
    return a.inline() != null ? a : b;
  }

  private void check(Digest digest, Named named) throws IOException {
    if (named.inline() != null) {
      if (!Digest.of(named.inline()).equals(digest)) {
        String reason = "the text in line " + named.seq() + " does not have the digest " + digest;
        damages.add(new Damage("events", named.seq(), reason));
      }
      return;
    }
    String file = "blobs/" + digest;
    try {
      if (!Digest.of(Files.readAllBytes(folder.resolve(file))).equals(digest)) {
        damages.add(new Damage(file, 0, "is not what was stored"));
      }
    } catch (NoSuchFileException e) {
      damages.add(new Damage(file, 0, "is missing; line " + named.seq() + " names it"));
    }
  }

  /** A vote counts for the bytes that its round showed, and for no others. */
  private void votes() {
    for (Round round : session.rounds()) {
      for (BallotCast vote : round.votes().values()) {
        if (!vote.artifact().equals(round.artifact())) {
          String reason = vote.peer() + " voted in round " + round.number() + " on other bytes";
          damages.add(new Damage("events", 0, reason));
        }
      }
    }
  }

  private LifeEvent.FinalText approved() {
    return session.closed() ? session.finalized().finalText() : null;
  }

  /** The view of the approved text; it is written after the answer and may not be there yet. */
  private void finalText() throws IOException {
    if (approved() == null) {
      return;
    }
    Path file = folder.resolve("final.md");
    try {
      if (!Digest.of(Files.readAllBytes(file)).equals(approved().sha256())) {
        damages.add(new Damage("final.md", 0, "is not the approved text"));
      }
    } catch (NoSuchFileException e) {
      return; // a view; the blob is the text, and it was checked
    }
  }
}
