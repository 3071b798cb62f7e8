package crossreview.proof;

import crossreview.journal.ChainReader;
import crossreview.journal.Journal;
import crossreview.journal.JournalDamagedException;
import crossreview.journal.LinePosition;
import crossreview.journal.StoredLine;
import crossreview.journal.file.DiskFiles;
import crossreview.journal.file.HeadCheck;
import crossreview.model.Digest;
import crossreview.model.SessionId;
import crossreview.model.TextRef;
import crossreview.model.event.EventEnvelope;
import crossreview.model.event.LifecycleEvent;
import crossreview.model.event.RoundEvent.BallotCast;
import crossreview.proof.VerificationResult.Damage;
import crossreview.session.Round;
import crossreview.session.Session;
import crossreview.store.codec.SessionReplay;
import crossreview.store.log.ReceiptFactory.ReceiptInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one session's folder. Blocking; it reads only. */
public final class SessionVerifier {
  private static final FilePosition NOWHERE = new FilePosition("events-000001.ndjson", 0);

  private final Path folder;
  private final List<Damage> damages = new ArrayList<>();
  private final Map<Digest, TextMention> texts = new LinkedHashMap<>();
  private final Map<String, FilePosition> votes = new HashMap<>();
  private final Set<Long> epochs = new LinkedHashSet<>();
  private final MetadataCheck meta;
  private Session session;
  private @Nullable StoredLine last;
  private @Nullable ReceiptCheck receipt;
  private FilePosition filePosition = NOWHERE;
  private long refused; // the line that does not fit what came before it, while it is looked at
  private long untold;

  private SessionVerifier(Path folder, SessionId id) {
    this.folder = folder;
    this.session = Session.empty(id);
    this.meta = new MetadataCheck(folder);
  }

  /** A text that a line names; {@code inline} is the text itself where it travels in the line. */
  private record TextMention(FilePosition filePosition, @Nullable String inline) {}

  /** Checks everything and names every damage; it does not stop at the first one. */
  public static VerificationResult verify(Path sessionFolder) throws IOException {
    SessionId id =
        SessionId.parse(sessionFolder.getFileName().toString())
            .orElseThrow(
                () -> new NoSuchFileException(sessionFolder + " is not the folder of a session"));
    return new SessionVerifier(sessionFolder, id).run();
  }

  private VerificationResult run() throws IOException {
    chain();
    if (last == null && damages.isEmpty()) {
      damages.add(new Damage(NOWHERE.file(), 0, "there is no confirmed line"));
    }
    heads();
    texts.forEach(this::check);
    session.rounds().forEach(this::votes);
    finalText();
    if (receipt != null) {
      damages.addAll(receipt.check());
    }
    damages.addAll(meta.check(session));
    return result();
  }

  private VerificationResult result() {
    LifecycleEvent.FinalText approved = approved();
    return new VerificationResult(
        session.seq(),
        last == null ? null : last.digest(),
        epochs.size(),
        texts.size(),
        approved == null ? null : approved.sha256().value(),
        receipt == null ? null : receipt.proved(),
        untold,
        meta.older() ? List.of("meta.json") : List.of(),
        List.copyOf(damages));
  }

  private void heads() throws IOException {
    HeadCheck.faults(new DiskFiles(), folder)
        .forEach((file, why) -> damages.add(new Damage(file, 0, why)));
  }

  private void chain() throws IOException {
    ChainReader reader = new Journal(new DiskFiles(), 1).reader(folder);
    try {
      reader.replay(this::line);
      untold = reader.bytesAfterHead();
    } catch (JournalDamagedException e) {
      damages.add(new Damage(e.file(), e.line() > 0 ? e.line() : refused, e.getMessage()));
    }
  }

  private void line(StoredLine line, Map<String, Object> json) throws JournalDamagedException {
    filePosition = filePosition.next(line.epoch());
    epochs.add(line.epoch());
    refused = filePosition.line();
    Session before = session;
    session = SessionReplay.apply(session, line, json);
    refused = 0;
    sealed(before, line, json);
    last = line;
    FilePosition here = filePosition;
    TextReferences.in(
        json,
        (digest, inline) ->
            texts.merge(digest, new TextMention(here, inline), SessionVerifier::better));
    session
        .lastRound()
        .ifPresent(
            round -> round.votes().keySet().forEach(p -> votes.putIfAbsent(vote(round, p), here)));
  }

  /** The line that closes the session names the receipt's digest. */
  private void sealed(Session before, StoredLine line, Map<String, Object> json) {
    TextRef named = session.closed() ? session.finalized().receipt() : null;
    if (named == null || before.closed()) {
      return;
    }
    EventEnvelope eventEnvelope =
        new EventEnvelope(line.seq(), session.updatedAt(), String.valueOf(json.get("by")), null);
    LinePosition at =
        new LinePosition(line.seq(), line.epoch(), String.valueOf(json.get("prev")), line.more());
    ReceiptInput receiptInput = new ReceiptInput(before, session.finalized(), eventEnvelope, at);
    receipt = new ReceiptCheck(folder, receiptInput, named, filePosition);
  }

  private static String vote(Round round, String peer) {
    return round.number() + " " + peer;
  }

  /** The mention that carries the text itself, if any does. */
  private static TextMention better(TextMention a, TextMention b) {
    return a.inline() != null || b.inline() == null ? a : b;
  }

  private void check(Digest digest, TextMention textMention) {
    if (textMention.inline() == null) {
      blob(digest, textMention.filePosition());
    } else if (!Digest.of(textMention.inline()).equals(digest)) {
      damages.add(
          damage(textMention.filePosition(), "its text does not have the digest " + digest));
    }
  }

  private void blob(Digest digest, FilePosition named) {
    String file = "blobs/" + digest;
    try {
      if (!Digest.of(Files.readAllBytes(folder.resolve(file))).equals(digest)) {
        damages.add(new Damage(file, 0, "is not what was stored"));
      }
    } catch (NoSuchFileException e) {
      String who = named.file() + ":" + named.line();
      damages.add(new Damage(file, 0, "is missing; " + who + " names it"));
    } catch (IOException e) {
      damages.add(new Damage(file, 0, "cannot be read: " + e.getMessage()));
    }
  }

  /** A vote counts for the bytes that its round showed, and for no others. */
  private void votes(Round round) {
    for (BallotCast vote : round.votes().values()) {
      if (!vote.artifact().equals(round.artifact())) {
        FilePosition at = votes.getOrDefault(vote(round, vote.peer()), NOWHERE);
        String who = vote.peer() + " voted in round " + round.number();
        damages.add(damage(at, who + " on other bytes than those that it was shown"));
      }
    }
  }

  private static Damage damage(FilePosition filePosition, String reason) {
    return new Damage(filePosition.file(), filePosition.line(), reason);
  }

  private LifecycleEvent.@Nullable FinalText approved() {
    return session.closed() ? session.finalized().finalText() : null;
  }

  /** The view of the approved text; it is written after the answer and may not be there yet. */
  private void finalText() {
    LifecycleEvent.FinalText approved = approved();
    if (approved == null) {
      return;
    }
    Path file = folder.resolve("final.md");
    try {
      if (!Digest.of(Files.readAllBytes(file)).equals(approved.sha256())) {
        damages.add(new Damage("final.md", 0, "is not the approved text"));
      }
    } catch (NoSuchFileException e) {
      return; // a view; the blob is the text, and it was checked
    } catch (IOException e) {
      damages.add(new Damage("final.md", 0, "cannot be read: " + e.getMessage()));
    }
  }
}
