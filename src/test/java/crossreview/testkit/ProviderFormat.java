package crossreview.testkit;

import crossreview.json.JsonWriter;
import java.util.List;

/**
 * What providers of one dialect send; every number is made up: 1,000 tokens in, 300 of them from a
 * cache, 150 out, 100 of them thinking.
 */
interface ProviderFormat {
  /** A stream that ends normally. */
  String stream(String model, List<String> pieces);

  /** An answer that is not a stream. */
  String whole(String model, String text, String end);

  /** The word for a normal end. */
  String healthy();

  /** The word for an answer that the limit of tokens cut off. */
  String cut();

  /** A stream that the limit of tokens cuts off behind this text. */
  String cutStream(String model, String text);

  /** An error inside a stream. */
  String fault(String type, String message);

  static void named(StringBuilder out, String event, String data) {
    out.append("event: ").append(event).append("\ndata: ").append(data).append("\n\n");
  }

  static String q(String text) {
    return JsonWriter.of(text);
  }
}
