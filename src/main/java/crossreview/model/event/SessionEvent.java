package crossreview.model.event;

/** Something that happened in a session; durable and never changed. */
public sealed interface SessionEvent
    permits LifecycleEvent,
        RunEvent,
        RoundEvent,
        CallEvent,
        FindingEvent,
        NoteEvent,
        ImportedEvent {

  /** The type's name in the journal, such as {@code ballot.cast}. */
  default String type() {
    return EventCatalog.nameOf(getClass());
  }

  /** Whether the line drives no state and is there for people. */
  default boolean note() {
    return false;
  }
}
