package crossreview.verdict;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON in which agents wrap their answer when they are asked for machine-readable output: one
 * object, a list, or one object per line.
 *
 * <p>Only whole outputs are envelopes: lines of a log may precede them, nothing may follow. What
 * such lines say is not read, so they must not hold an object themselves.
 */
public final class AnswerEnvelope {
  /** 4,096: a long run of an agent has some hundred events. */
  private static final int VALUES_MAX = 4_096;

  private static final int ERROR_SHOWN = 300;

  /** Ends of an answer that is not whole. */
  private static final Set<String> CUT =
      Set.of("max_tokens", "model_context_window_exceeded", "refusal", "length");

  /** The known shapes; those of whole results go before those of single messages. */
  private static final List<EnvelopeShape> RESULTS =
      List.of(
          shape("claude, cursor-agent", "result", "type=result"),
          shape("gemini, qwen", "response", "stats"),
          shape("ollama", "response", "done=true"));

  private static final List<EnvelopeShape> MESSAGES =
      List.of(
          shape("codex", "item.text", "type=item.completed", "item.type=agent_message"),
          shape("codex", "msg.message", "msg.type=agent_message"),
          shape("opencode", "part.text", "type=text", "part.type=text"),
          shape("copilot", "data.content", "type=assistant.message"),
          shape("ollama", "message.content", "message.role=assistant", "done=true"));

  private AnswerEnvelope() {}

  /**
   * One way to wrap an answer.
   *
   * @param program who writes it so
   * @param path where the text is
   * @param marks fields that must be there, with their values where they are given
   */
  private record EnvelopeShape(String program, String path, List<String> marks) {
    Optional<String> text(Map<?, ?> event) {
      boolean fits = marks.stream().allMatch(mark -> has(event, mark));
      return fits && at(event, path) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static boolean has(Map<?, ?> event, String mark) {
      String[] parts = mark.split("=");
      Object value = at(event, parts[0]);
      return value != null && (parts.length == 1 || value.toString().equals(parts[1]));
    }
  }

  /**
   * What was in it.
   *
   * @param program the program that wraps so
   * @param text the answer, or what the program says went wrong
   * @param error whether the program reports a failure
   * @param sources the objects that it was taken from, as they were written
   */
  public record EnvelopeContent(String program, String text, boolean error, List<String> sources) {}

  /** One object of the output. */
  private record EnvelopeEvent(Map<?, ?> fields, String source) {}

  private static EnvelopeShape shape(String program, String path, String... marks) {
    return new EnvelopeShape(program, path, List.of(marks));
  }

  /**
   * The content of an output that is an envelope; an end after another one counts. Total, any
   * thread, linear.
   */
  public static Optional<EnvelopeContent> open(String output) {
    return content(events(output));
  }

  /** The same where an object with a field of this name is not wrapped, but the answer itself. */
  static Optional<EnvelopeContent> openUnless(String key, String output) {
    List<EnvelopeEvent> events = events(output);
    boolean bare = events.stream().anyMatch(event -> event.fields().containsKey(key));
    return bare ? Optional.empty() : content(events);
  }

  private static Optional<EnvelopeContent> content(List<EnvelopeEvent> events) {
    EnvelopeContent outcome = null;
    EnvelopeContent messages = null;
    for (EnvelopeEvent event : events) {
      Optional<EnvelopeContent> message = content(event, MESSAGES);
      if (message.isPresent()) {
        messages = messages == null ? message.get() : joined(messages, message.get());
        outcome = null; // the agent went on
      } else {
        outcome = later(outcome, outcome(event).orElse(null));
      }
    }
    return Optional.ofNullable(outcome == null ? messages : outcome);
  }

  /** Two results that differ are both read: which of them is meant nobody can say. */
  private static @Nullable EnvelopeContent later(
      @Nullable EnvelopeContent before, @Nullable EnvelopeContent next) {
    if (before == null || next == null) {
      return next == null ? before : next;
    }
    boolean same = before.text().equals(next.text());
    return before.error() || next.error() || same ? next : joined(before, next);
  }

  private static Optional<EnvelopeContent> outcome(EnvelopeEvent event) {
    Optional<EnvelopeContent> error = error(event);
    return error.isPresent() ? error : content(event, RESULTS);
  }

  private static EnvelopeContent joined(EnvelopeContent first, EnvelopeContent next) {
    List<String> sources =
        Stream.concat(first.sources().stream(), next.sources().stream()).toList();
    return new EnvelopeContent(
        first.program(), first.text() + "\n\n" + next.text(), false, sources);
  }

  private static Optional<EnvelopeContent> content(
      EnvelopeEvent event, List<EnvelopeShape> shapes) {
    for (EnvelopeShape shape : shapes) {
      Optional<String> text = shape.text(event.fields());
      if (text.isPresent()) {
        List<String> source = List.of(event.source());
        return Optional.of(new EnvelopeContent(shape.program(), text.get(), false, source));
      }
    }
    return Optional.empty();
  }

  /** A failure that an object tells, unless its error is one of many fields without an answer. */
  private static Optional<EnvelopeContent> error(EnvelopeEvent envelopeEvent) {
    Map<?, ?> event = envelopeEvent.fields();
    boolean whole = told(event) || event.size() <= 3 || content(envelopeEvent, RESULTS).isPresent();
    if (!whole || !failed(event)) {
      return Optional.empty();
    }
    List<String> paths = List.of("error.message", "message", "error.data.message", "error");
    String words =
        Stream.concat(
                isTrue(event.get("is_error")) ? Stream.of("result") : Stream.of(), paths.stream())
            .map(path -> at(event, path))
            .filter(value -> value instanceof String text && !text.isBlank())
            .map(Object::toString)
            .findFirst()
            .orElseGet(() -> ending(event));
    String program = isTrue(event.get("is_error")) ? "claude, cursor-agent" : "the program";
    return Optional.of(
        new EnvelopeContent(
            program,
            TextTruncator.truncate(words, ERROR_SHOWN),
            true,
            List.of(envelopeEvent.source())));
  }

  /** Whether an object, or one of a list, says that what it belongs to failed or was cut off. */
  static boolean failed(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(AnswerEnvelope::failed);
    }
    return value instanceof Map<?, ?> event && (told(event) || reports(event.get("error")));
  }

  private static boolean told(Map<?, ?> event) {
    return isTrue(event.get("is_error"))
        || "error".equals(event.get("type"))
        || "turn.failed".equals(event.get("type"))
        || event.get("subtype") instanceof String subtype && subtype.startsWith("error")
        || CUT.contains(String.valueOf(event.get("stop_reason")))
        || CUT.contains(String.valueOf(event.get("done_reason")));
  }

  private static boolean isTrue(@Nullable Object value) {
    return value != null && value.toString().equalsIgnoreCase("true");
  }

  /** An empty error is how some programs say that there was none. */
  private static boolean reports(@Nullable Object error) {
    return switch (error) {
      case null -> false;
      case String text -> !text.isBlank();
      case Map<?, ?> map -> !map.isEmpty();
      default -> !error.equals(false);
    };
  }

  /** Why it ended as it did; the word for a cut answer goes before one for the whole run. */
  private static String ending(Map<?, ?> event) {
    return Stream.of("stop_reason", "done_reason", "subtype")
        .filter(name -> event.get(name) instanceof String)
        .sorted(Comparator.comparing(name -> !CUT.contains(event.get(name))))
        .filter(name -> !"success".equals(event.get(name)))
        .map(name -> name + " " + event.get(name))
        .findFirst()
        .orElse("no reason is given");
  }

  private static @Nullable Object at(Map<?, ?> event, String path) {
    Object value = event;
    for (String name : path.split("\\.")) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }

  /** The objects that the output consists of; none if it consists of anything else. */
  private static List<EnvelopeEvent> events(String output) {
    int at = firstValue(output);
    List<EnvelopeEvent> events = new ArrayList<>();
    try {
      while (at < output.length()) {
        JsonReader.ParsedValue parsedValue = JsonReader.readAt(output, at);
        String source = output.substring(at, parsedValue.end());
        if (!collect(parsedValue.value(), source, events) || events.size() > VALUES_MAX) {
          return List.of();
        }
        at = skipSpace(output, parsedValue.end());
        if (at < output.length() && output.charAt(at) != '{') {
          return List.of();
        }
      }
    } catch (InvalidJsonException e) {
      return List.of(); // then it is not the output of a program that writes JSON
    }
    return events;
  }

  private static boolean collect(
      @Nullable Object value, String source, List<EnvelopeEvent> events) {
    List<?> all = value instanceof List<?> list ? list : List.of(value);
    for (Object each : all) {
      if (!(each instanceof Map<?, ?> map)) {
        return false;
      }
      events.add(new EnvelopeEvent(map, source));
    }
    return true;
  }

  /** Where the first line begins that begins with a brace or bracket; the end if none does. */
  private static int firstValue(String output) {
    int at = skipSpace(output, 0);
    while (at < output.length() && "{[".indexOf(output.charAt(at)) < 0) {
      int newline = output.indexOf('\n', at);
      if (newline < 0 || output.substring(at, newline).contains("{")) {
        return output.length();
      }
      at = skipSpace(output, newline);
    }
    return at;
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
