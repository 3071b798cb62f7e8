package crossreview.cluster;

import com.hazelcast.topic.ITopic;
import crossreview.model.SessionId;
import crossreview.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;

/**
 * "Session X is at seq N", sent to all hosts. A hint may be lost, late or repeated; a host that
 * receives one reads the journal. What is said within a few milliseconds goes in one message.
 */
final class HintTopic {
  /** So that a busy host sends a hundred messages a second and not thousands. */
  private static final long PAUSE_MILLIS = 5;

  private final HostInfo hostInfo;
  private final ITopic<String> topic;
  private final ClusterExecutor threads;
  private final Clock clock;
  private final Map<SessionId, Long> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean sending = new AtomicBoolean();
  private final AtomicLong sent = new AtomicLong();
  private final HintLatency hintLatency = new HintLatency();

  HintTopic(HostInfo hostInfo, ITopic<String> topic, ClusterExecutor threads, Clock clock) {
    this.hostInfo = hostInfo;
    this.topic = topic;
    this.threads = threads;
    this.clock = clock;
  }

  /** Any thread, such as a journal's; never blocks. */
  void announce(SessionId id, long head) {
    waiting.merge(id, head, Math::max);
    if (sending.compareAndSet(false, true)) {
      threads.later("sending hints", this::send, () -> sending.set(false));
    }
  }

  /** What a failure left behind goes with the next look. */
  void sendEvery(long millis) {
    threads.every(millis, "sending hints", this::publish);
  }

  private void send() {
    try {
      publish();
    } finally {
      threads.after(PAUSE_MILLIS, "sending hints", this::resume);
    }
  }

  private void resume() {
    sending.set(false); // before the look, so that what comes from now on is sent as well
    waiting.forEach(this::announce);
  }

  private void publish() {
    StringBuilder text = new StringBuilder();
    for (SessionId id : waiting.keySet()) {
      Long head = waiting.remove(id);
      if (head != null) {
        text.append(' ').append(id).append(' ').append(head);
        sent.incrementAndGet();
      }
    }
    if (!text.isEmpty()) {
      topic.publish(hostInfo.instance() + " " + clock.now().toEpochMilli() + text);
    }
  }

  void listen(ObjLongConsumer<SessionId> heard) {
    topic.addMessageListener(message -> receive(message.getMessageObject(), heard));
  }

  private void receive(String text, ObjLongConsumer<SessionId> heard) {
    String[] words = text.split(" ");
    if (words[0].equals(hostInfo.instance())) {
      return;
    }
    hintLatency.add(clock.now().toEpochMilli() - Long.parseLong(words[1]));
    for (int i = 2; i + 1 < words.length; i += 2) {
      heard.accept(new SessionId(words[i]), Long.parseLong(words[i + 1]));
    }
  }

  long sent() {
    return sent.get();
  }

  HintLatency latency() {
    return hintLatency;
  }
}
