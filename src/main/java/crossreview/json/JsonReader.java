package crossreview.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The strict reader (RFC 8259, one value, no extensions).
 *
 * <p>Integers become {@code Long}, or {@code BigInteger} beyond 64 bits; numbers with a fraction or
 * an exponent become {@code BigDecimal}. Objects are maps in the order of the text.
 */
public final class JsonReader {
  private static final String WORD = "token '"; // as the parser names what it cannot read
  private static final String END = "Unexpected end-of-input"; // where it has no type of its own
  private static final int DEPTH_MAX = 100;
  private static final int NUMBER_DIGITS_MAX = 40;
  private static final int EXPONENT_MAX = 400; // every number that a double can hold

  /** Values of one text of our own, such as an answer of a daemon; ten times what is in use. */
  private static final int NODES_MAX = 1_000_000;

  /**
   * Values of one request. An object of one member takes 180 bytes of heap for 7 bytes of text, so
   * that a bound of bytes alone bounds no memory; requests have some hundreds.
   */
  public static final int REQUEST_NODES_MAX = 50_000;

  /**
   * Values of one answer of a peer: an agent's log of a whole review has some ten thousand. They
   * take at most 36 MB of heap.
   */
  public static final int ANSWER_NODES_MAX = 200_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(NUMBER_DIGITS_MAX)
                  .maxStringLength(Integer.MAX_VALUE) // the caller bounds the whole text
                  .build())
          .build();

  private final JsonParser parser;
  private final int nodesMax;
  private int nodes;

  private JsonReader(JsonParser parser, int nodesMax) {
    this.parser = parser;
    this.nodesMax = nodesMax;
  }

  /** Reads one value from text. */
  public static @Nullable Object read(String text) throws InvalidJsonException {
    return read(text, NODES_MAX);
  }

  /** As above, from a peer: at most {@link #ANSWER_NODES_MAX} values. */
  public static @Nullable Object readAnswer(String text) throws InvalidJsonException {
    return read(text, ANSWER_NODES_MAX);
  }

  private static @Nullable Object read(String text, int nodesMax) throws InvalidJsonException {
    if (text.startsWith("\ufeff")) {
      throw new InvalidJsonException("it starts with a byte order mark, which JSON does not allow");
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      return new JsonReader(parser, nodesMax).whole();
    } catch (IOException e) {
      throw refused(e, text, 0);
    }
  }

  /** A value that is in a longer text, and the index of the character after it. */
  public record ParsedValue(@Nullable Object value, int end) {}

  /**
   * Reads the one object or array that begins at an index of a longer text, an answer of a peer;
   * what follows it is not looked at.
   *
   * @param from the index of the opening brace or bracket
   */
  public static ParsedValue readAt(String text, int from) throws InvalidJsonException {
    if (text.charAt(from) != '{' && text.charAt(from) != '[') {
      throw new IllegalStateException("no object or array begins at " + from);
    }
    try (StringReader reader = new StringReader(text)) {
      reader.skip(from);
      JsonParser parser = FACTORY.createParser(reader);
      Object value = new JsonReader(parser, ANSWER_NODES_MAX).value(parser.nextToken());
      return new ParsedValue(value, from + (int) parser.currentLocation().getCharOffset());
    } catch (IOException e) {
      throw refused(e, text, from);
    }
  }

  /** Reads one object from UTF-8 bytes; invalid UTF-8 and anything but an object are refused. */
  public static Map<String, Object> readObject(byte[] utf8) throws InvalidJsonException {
    return object(read(decode(utf8)));
  }

  /** As above, from an untrusted caller: at most {@link #REQUEST_NODES_MAX} values. */
  public static Map<String, Object> readRequest(byte[] utf8) throws InvalidJsonException {
    return object(readRequestValue(utf8));
  }

  /** The same for a request that may be any value. */
  public static @Nullable Object readRequestValue(byte[] utf8) throws InvalidJsonException {
    return read(decode(utf8), REQUEST_NODES_MAX);
  }

  /** Reads one object from text. */
  public static Map<String, Object> readObject(String text) throws InvalidJsonException {
    return object(read(text));
  }

  /** Strict UTF-8: malformed input is refused instead of replaced. */
  public static String decode(byte[] utf8) throws InvalidJsonException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidJsonException("not valid UTF-8");
    }
  }

  private static Map<String, Object> object(@Nullable Object value) throws InvalidJsonException {
    if (value instanceof Map<?, ?> map) {
      return JsonTree.named(map);
    }
    throw new InvalidJsonException("expected a JSON object, got " + kind(value));
  }

  private @Nullable Object whole() throws IOException, InvalidJsonException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new InvalidJsonException("empty text, expected JSON");
    }
    Object value = value(first);
    if (parser.nextToken() != null) {
      throw new InvalidJsonException(
          "data after the JSON value" + at(parser.currentTokenLocation()));
    }
    return value;
  }

  private @Nullable Object value(JsonToken token) throws IOException, InvalidJsonException {
    if (++nodes > nodesMax) {
      throw InvalidJsonException.tooManyValues(nodesMax, at(parser.currentTokenLocation()));
    }
    return switch (token) {
      case START_OBJECT -> objectBody();
      case START_ARRAY -> arrayBody();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("parser gave " + token);
    };
  }

  private Map<String, Object> objectBody() throws IOException, InvalidJsonException {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (map.containsKey(name)) {
        throw InvalidJsonException.duplicateKey(name, at(parser.currentTokenLocation()));
      }
      map.put(name, value(parser.nextToken()));
    }
    return map;
  }

  private List<Object> arrayBody() throws IOException, InvalidJsonException {
    List<Object> list = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      list.add(value(t));
    }
    return list;
  }

  /** A few characters can spell a number whose plain form fills the memory. */
  private static BigDecimal decimal(JsonParser parser) throws IOException {
    try {
      BigDecimal value = parser.getDecimalValue();
      if (Math.abs((long) value.scale()) <= EXPONENT_MAX) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Beyond what a BigDecimal holds, so beyond the bound as well.
    }
    throw new JsonParseException(parser, "a number has an exponent beyond " + EXPONENT_MAX);
  }

  private static Object integer(JsonParser parser) throws IOException {
    BigInteger big =
        parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            ? parser.getBigIntegerValue()
            : null;
    return big != null ? big : (Object) parser.getLongValue();
  }

  /**
   * @param from where in the text the parser began
   */
  private static InvalidJsonException refused(IOException e, String text, int from) {
    if (e instanceof JsonEOFException || String.valueOf(e.getMessage()).startsWith(END)) {
      return InvalidJsonException.later(() -> cut(text, from));
    }
    if (e instanceof JsonProcessingException jackson) {
      JsonLocation location = jackson.getLocation();
      boolean known = location != null && location.getCharOffset() >= 0;
      return InvalidJsonException.later(() ->
          withoutContent(jackson.getOriginalMessage())
              + (known ? at(text, from + (int) location.getCharOffset()) : at(location)));
    }
    return new InvalidJsonException(String.valueOf(e.getMessage()));
  }

  /** A word where a value was expected may be anything, also a key in the wrong file. */
  private static String withoutContent(String message) {
    int word = message.indexOf(WORD);
    int end = message.indexOf('\'', word + WORD.length());
    boolean quoted = word >= 0 && end > 0;
    return quoted ? message.substring(0, word) + "token" + message.substring(end + 1) : message;
  }

  private static String cut(String text, int from) {
    String begin = from == 0 ? "" : " that begins" + at(text, from);
    return "the JSON" + begin + " is cut: the text ends before it does" + at(text, text.length());
  }

  /** A place in a text for people, counted from the begin of the whole text. */
  private static String at(String text, int index) {
    int end = Math.min(index, text.length());
    int newline = text.lastIndexOf('\n', end - 1);
    long line = 1 + text.chars().limit(end).filter(c -> c == '\n').count();
    return " (line " + line + ", column " + (end - newline) + ")";
  }

  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  /** What a value is called in a refusal. */
  public static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> ignored -> "an object";
      case List<?> ignored -> "an array";
      case String ignored -> "a string";
      case Boolean ignored -> "a boolean";
      case Number ignored -> "a number";
      default -> throw new IllegalStateException("not a JSON value: " + value.getClass());
    };
  }
}
