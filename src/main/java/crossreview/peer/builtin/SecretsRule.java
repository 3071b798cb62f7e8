package crossreview.peer.builtin;

import crossreview.guard.SecretScanner;
import crossreview.guard.Span;
import crossreview.peer.builtin.Change.AddedLine;
import crossreview.peer.builtin.Change.ChangedFile;
import java.util.ArrayList;
import java.util.List;

/** Credentials and keys in added lines. Neither statement nor citation repeats a secret. */
final class SecretsRule implements Rule {
  @Override
  public List<Flaw> check(Change change) {
    List<Flaw> flaws = new ArrayList<>();
    change.brokenDiff().ifPresent(flaws::add);
    for (ChangedFile file : change.files()) {
      check(file, flaws);
    }
    return flaws;
  }

  /** Scans the added lines as one text, because a private key spans several of them. */
  private static void check(ChangedFile file, List<Flaw> flaws) {
    String text = file.text();
    int line = 0;
    int at = 0;
    for (Span span : SecretScanner.spans(text)) {
      for (; at < span.from(); at++) {
        line += text.charAt(at) == '\n' ? 1 : 0;
      }
      AddedLine added = file.added().get(line);
      flaws.add(Flaw.blocking(file.path(), added.number(), "looks like a live " + span.label(), null));
    }
  }
}
