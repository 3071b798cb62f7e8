package crossreview.forge;

import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.RequestProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What events of a forge ask for, once their sender is known. Of an event only its pull request is
 * used: what that is like is asked for. A repeated event is known by its delivery; one that is
 * older than the memory makes the daemon look once and post nothing. Any thread.
 */
public final class PullInbox {
  private final List<String> repositories;
  private final PullListener listener;
  private final DeliveryMemory deliveries = new DeliveryMemory();

  /**
   * @param repositories as the settings spell them
   */
  public PullInbox(List<String> repositories, PullListener listener) {
    this.repositories = List.copyOf(repositories);
    this.listener = listener;
  }

  /** The event. Refused with {@code invalid_json}. */
  public static Map<String, Object> read(byte[] body) {
    try {
      return JsonReader.readObject(body);
    } catch (InvalidJsonException e) {
      throw RequestProblem.INVALID_JSON.exception(
          "the event: " + e.getMessage() + "; the content type of the webhook must be JSON");
    }
  }

  /**
   * Notes that somebody should look; durable on return. Blocks for the disk.
   *
   * @param number null where the event names none
   * @param delivery names the event
   * @return false where it asks for nothing, or was noted before
   */
  public boolean note(String repository, @Nullable Long number, String delivery) {
    Optional<String> known = known(repository);
    if (number == null || number < 1 || number > Integer.MAX_VALUE || known.isEmpty()) {
      return false;
    }
    if (!deliveries.add(delivery)) {
      return false;
    }
    try {
      listener.want(known.get(), number.intValue(), delivery);
      return true;
    } catch (RuntimeException e) {
      deliveries.remove(delivery); // the forge may send it again
      throw e;
    }
  }

  /** Names of repositories do not tell upper from lower case. */
  private Optional<String> known(String name) {
    return repositories.stream().filter(name::equalsIgnoreCase).findFirst();
  }
}
