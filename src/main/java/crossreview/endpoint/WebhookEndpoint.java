package crossreview.endpoint;

import crossreview.model.ProblemException;
import java.util.function.UnaryOperator;

/** Where another server posts its events. It has no token of ours: each event is signed. */
public interface WebhookEndpoint {
  /** Of one event; nobody's identity is known while it is read. */
  int BODY_MAX = 1024 * 1024;

  /** Where all of them are, as a route. */
  String PATHS = "/forges/:forge";

  /** Such as {@code /forges/github}. */
  String path();

  /**
   * Takes an event. Blocks for the disk: what it asks for is durable on return.
   *
   * @param header a header by its name, or null
   * @param body the bytes as they came
   * @return false for an event that asks for nothing, or was taken before
   * @throws ProblemException {@code webhook_not_signed} and others; nothing is changed then
   */
  boolean accept(UnaryOperator<String> header, byte[] body);
}
