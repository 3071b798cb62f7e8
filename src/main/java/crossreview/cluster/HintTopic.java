package crossreview.cluster;

import com.hazelcast.topic.ITopic;
import crossreview.model.SessionId;
import crossreview.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;

/**
 * "Session X is at seq N", said to all hosts. A hint may be lost, late or repeated; whoever hears
 * one reads the journal. While one is on its way, later ones of the same session become one.
 */
final class HintTopic {
  private final Self self;
  private final ITopic<String> topic;
  private final ClusterThreads threads;
  private final Clock clock;
  private final Map<SessionId, Long> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean sending = new AtomicBoolean();
  private final AtomicLong sent = new AtomicLong();
  private final Lags lags = new Lags();

  HintTopic(Self self, ITopic<String> topic, ClusterThreads threads, Clock clock) {
    this.self = self;
    this.topic = topic;
    this.threads = threads;
    this.clock = clock;
  }

  /** Any thread, such as a journal's; never blocks. */
  void tell(SessionId id, long head) {
    waiting.merge(id, head, Math::max);
    if (sending.compareAndSet(false, true)) {
      threads.later("sending hints", this::send, () -> sending.set(false));
    }
  }

  /** What a failure left behind goes with the next look. */
  void sendEvery(long millis) {
    threads.every(millis, "sending hints", this::send);
  }

  private void send() {
    sending.set(false); // before the look, so that what comes from now on is sent as well
    for (SessionId id : waiting.keySet()) {
      Long head = waiting.remove(id);
      if (head != null) {
        topic.publish(self.instance() + " " + id + " " + head + " " + clock.now().toEpochMilli());
        sent.incrementAndGet();
      }
    }
  }

  void listen(ObjLongConsumer<SessionId> heard) {
    topic.addMessageListener(message -> hear(message.getMessageObject(), heard));
  }

  private void hear(String text, ObjLongConsumer<SessionId> heard) {
    String[] words = text.split(" ");
    Optional<SessionId> id = words.length == 4 ? SessionId.parse(words[1]) : Optional.empty();
    if (id.isPresent() && !words[0].equals(self.instance())) {
      lags.add(clock.now().toEpochMilli() - Long.parseLong(words[3]));
      heard.accept(id.get(), Long.parseLong(words[2]));
    }
  }

  long sent() {
    return sent.get();
  }

  Lags lags() {
    return lags;
  }
}
