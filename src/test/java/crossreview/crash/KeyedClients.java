package crossreview.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that begin reviews and look at them. A command without an answer is sent again under its
 * key, however often the daemon dies meanwhile. They remember what was acknowledged.
 */
final class KeyedClients implements AutoCloseable {
  private static final int WRITERS = 3;
  private static final long PAUSE_MILLIS = 60; // between two reviews of a writer
  private static final long AGAIN_MILLIS = 20;
  private static final long OLD_NANOS = TimeUnit.MILLISECONDS.toNanos(100); // of the last life
  private static final long ANSWER_MAX_NANOS = TimeUnit.MINUTES.toNanos(2); // of several lives

  private final DaemonClient daemonClient;
  private final String prefix;
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicLong armed = new AtomicLong(System.nanoTime());
  private final AtomicLong firstAnswer = new AtomicLong();
  private final Map<String, Acknowledgement> acknowledged = new ConcurrentHashMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean begun = true;
  private volatile boolean stopping;

  /**
   * What an answer said of a session.
   *
   * @param head its last line by then
   */
  record Acknowledgement(String session, String key, long head) {}

  KeyedClients(String url, String token, String prefix) {
    this.daemonClient = new DaemonClient(url, token);
    this.prefix = prefix;
    for (int writer = 0; writer < WRITERS; writer++) {
      threads.add(Thread.ofPlatform().name("writer-" + writer).daemon(true).start(this::write));
    }
    threads.add(Thread.ofPlatform().name("reader").daemon(true).start(this::read));
  }

  private void write() {
    try {
      while (begun) {
        String key = prefix + "-" + made.incrementAndGet() + "z";
        String session =
            (String)
                send("/sessions", key, "", Map.of("task", key, "mode", "ship")).get("session_id");
        send("/sessions/" + session + "/artifact", key + "a", session, Map.of("text", key + "\n"));
        send("/sessions/" + session + "/runs", key + "r", session, Map.of());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
      }
    } catch (InterruptedException e) {
      faults.add("a client was still waiting for an answer at the end");
    }
  }

  private Map<?, ?> send(String path, String key, String session, Map<String, Object> body)
      throws InterruptedException {
    long end = System.nanoTime() + ANSWER_MAX_NANOS;
    while (true) {
      try {
        Map<?, ?> answer = daemonClient.post(path, key, body);
        answered();
        String of = session.isEmpty() ? (String) answer.get("session_id") : session;
        long head = answer.get("head") instanceof Long at ? at : 0;
        acknowledged.put(key, new Acknowledgement(of, key, head));
        return answer;
      } catch (IOException e) {
        refused("command " + key, e);
        if (System.nanoTime() > end) {
          faults.add("command " + key + " had no answer for two minutes: " + e.getMessage());
          throw new InterruptedException();
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS));
        if (stopping) {
          throw new InterruptedException();
        }
      }
    }
  }

  private void answered() {
    long after = System.nanoTime() - armed.get();
    if (after > OLD_NANOS) {
      firstAnswer.compareAndSet(0, after);
    }
  }

  /** What was acknowledged is there whenever an answer comes at all. */
  private void read() {
    Random random = new Random(prefix.hashCode());
    while (!stopping) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS));
      List<Acknowledgement> all = List.copyOf(acknowledged.values());
      if (!all.isEmpty()) {
        Acknowledgement one = all.get(random.nextInt(all.size()));
        try {
          Object head = daemonClient.get("/sessions/" + one.session()).get("head");
          if (!(head instanceof Long at) || at < one.head()) {
            faults.add(one + " was acknowledged, and later the head is " + head);
          }
        } catch (IOException e) {
          refused("a look at " + one.session(), e);
        } catch (InterruptedException e) {
          return; // it was stopped
        }
      }
    }
  }

  /** No connection is what a death looks like, and 503 asks for another try. */
  private void refused(String what, IOException e) {
    String why = String.valueOf(e.getMessage());
    if (why.matches("(?s)[45]\\d\\d .*") && !why.startsWith("503 ")) {
      faults.add(what + " was answered with " + why);
    }
  }

  /** A life of the daemon begins. */
  void watchFirstAnswer() {
    armed.set(System.nanoTime());
    firstAnswer.set(0);
  }

  /** Nanoseconds until the first acknowledgement of this life; 0 before it has come. */
  long firstAnswer() {
    return firstAnswer.get();
  }

  /** Each client ends the review that it has begun. */
  void finish() throws InterruptedException {
    begun = false;
    for (Thread writer : threads.subList(0, WRITERS)) {
      writer.join(TimeUnit.NANOSECONDS.toMillis(ANSWER_MAX_NANOS));
      if (writer.isAlive()) {
        faults.add(writer.getName() + " does not end");
      }
    }
  }

  /** By key. */
  Map<String, Acknowledgement> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  @Override
  public void close() {
    begun = false;
    stopping = true;
    threads.forEach(Thread::interrupt);
  }
}
