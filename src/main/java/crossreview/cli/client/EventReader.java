package crossreview.cli.client;

import crossreview.cli.CliException;
import crossreview.cli.transport.ClientResponse;
import crossreview.model.CliProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads one stream of server-sent events on a thread of its own, and keeps few of them: a reader
 * that is slower than the daemon makes the daemon wait, nothing piles up here.
 */
final class EventReader implements AutoCloseable {
  private static final String DATA = "data: ";
  private static final String ID = "id: ";
  private static final int WAITING_MAX = 64;

  private final BlockingQueue<EventText> texts = new ArrayBlockingQueue<>(WAITING_MAX);
  private final ClientResponse response;
  private final Thread thread;

  EventReader(ClientResponse response) {
    this.response = response;
    this.thread = Thread.ofVirtual().name("event-reader").start(this::read);
  }

  /** What came. */
  sealed interface EventText {
    /**
     * The data of an event, which the daemon writes in one line.
     *
     * @param id the position of the stream with it, empty for one that has none
     */
    record StreamedLine(String json, String id) implements EventText {}

    /** A position without an event. */
    record StreamPosition(String id) implements EventText {}

    /** Nothing within the time. */
    record Silence() implements EventText {}

    /** The connection has ended; nothing comes any more. */
    record StreamEnd() implements EventText {}
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String id = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(ID)) {
          id = line.substring(ID.length());
        } else if (line.startsWith(DATA)) {
          texts.put(new EventText.StreamedLine(line.substring(DATA.length()), id));
          id = "";
        } else if (line.isEmpty() && !id.isEmpty()) {
          texts.put(new EventText.StreamPosition(id));
          id = "";
        }
      }
      texts.put(new EventText.StreamEnd());
    } catch (IOException e) {
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it was closed
    }
  }

  private void end() {
    try {
      texts.put(new EventText.StreamEnd());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next text, in order; waits at most so long. */
  EventText poll(Duration atMost) {
    try {
      EventText text = texts.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return text == null ? new EventText.Silence() : text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(CliProblem.INTERRUPTED, "interrupted");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      response.close();
    } catch (IOException e) {
      // The daemon has closed it first.
    }
  }
}
