package crossreview.store.codec;

import crossreview.codec.RecordCodec;
import crossreview.codec.RecordMismatchException;
import crossreview.model.event.EventCatalog;
import crossreview.model.event.NoteEvent;
import crossreview.model.event.SessionEvent;
import java.util.Map;
import java.util.Optional;

/**
 * Events to JSON trees and back: a record's components are the fields, in snake case; absent
 * optional fields are left out.
 */
public final class EventCodec {
  private EventCodec() {}

  /** The payload of an event, without the envelope. */
  public static Map<String, Object> payload(SessionEvent event) {
    return event instanceof NoteEvent.UnknownNote
        ? Map.of()
        : RecordCodec.ofValue(event).write(event);
  }

  /** The tree of any record of the model; for digests of commands and for answers. */
  public static Map<String, Object> tree(Record value) {
    return RecordCodec.ofValue(value).write(value);
  }

  /**
   * The event of a line.
   *
   * @throws UnreadableLineException when a state line is of a type that this version does not know,
   *     or when its fields are not those of its type
   */
  public static SessionEvent event(Map<String, Object> line) throws UnreadableLineException {
    String type = String.valueOf(line.get("type"));
    Optional<Class<?>> known = EventCatalog.typeOf(type);
    if (known.isEmpty()) {
      if (Boolean.TRUE.equals(line.get("note"))) {
        return new NoteEvent.UnknownNote(type);
      }
      throw new UnreadableLineException(
          UnreadableLineException.NEWER,
          "has the type " + type + ", which this version does not know");
    }
    try {
      return (SessionEvent) RecordCodec.of(known.get()).read(line);
    } catch (RecordMismatchException e) {
      throw new UnreadableLineException("bad_line", e.getMessage());
    }
  }

  /** A line that this version cannot understand. */
  public static final class UnreadableLineException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The code of a line that a later version wrote; every other one is a bad line. */
    static final String NEWER = "newer_format";

    private final String code;
    private final String message;

    UnreadableLineException(String code, String message) {
      super(message, null, false, false);
      this.code = code;
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message;
    }

    /** {@code newer_format} or {@code bad_line}. */
    public String code() {
      return code;
    }

    boolean newer() {
      return code.equals(NEWER);
    }
  }
}
