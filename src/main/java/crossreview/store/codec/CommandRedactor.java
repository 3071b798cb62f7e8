package crossreview.store.codec;

import crossreview.codec.RecordCodec;
import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.SessionId;
import crossreview.model.TextRef;
import crossreview.model.ValueChecks;
import crossreview.session.command.SessionCommand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes configured keys and found secrets out of every text of a command before it is decided.
 *
 * <p>This is the choke point of the journal: events are made of commands, so what the state in
 * memory says and what a line says are the same text, and a replay gives the live state. Pure; any
 * thread.
 */
public final class CommandRedactor {
  private final UnaryOperator<String> redaction;

  public CommandRedactor(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  /** The command without secrets; the same object when there are none. */
  public SessionCommand of(SessionCommand sessionCommand) {
    return RecordCodec.ofValue(sessionCommand).rebuilt(sessionCommand, this::value);
  }

  private Object value(Object value) {
    return switch (value) {
      case String text -> text(text);
      case TextRef ref -> reference(ref);
      case Digest _, Money _, SessionId _ -> value;
      case Record nested -> RecordCodec.ofValue(nested).rebuilt(nested, this::value);
      case List<?> items -> list(items);
      default -> value;
    };
  }

  /** Never longer than before: the bounds that the text was born with still hold. */
  private String text(String text) {
    String clean = redaction.apply(text);
    if (clean.equals(text)) {
      return text;
    }
    return clean.length() > text.length() ? ValueChecks.cut(clean, text.length()) : clean;
  }

  /** A text and its digest stay one: the reference names the text that is stored. */
  private TextRef reference(TextRef ref) {
    if (ref.text() == null) {
      return ref;
    }
    String clean = text(ref.text());
    return clean.equals(ref.text())
        ? ref
        : new TextRef(Digest.of(clean), clean.getBytes(StandardCharsets.UTF_8).length, clean);
  }

  private List<?> list(List<?> items) {
    List<Object> clean = new ArrayList<>(items.size());
    boolean changed = false;
    for (Object item : items) {
      Object now = value(item);
      clean.add(now);
      changed |= now != item;
    }
    return changed ? clean : items;
  }
}
