package crossreview.mcp;

import crossreview.endpoint.ProtocolEndpoint.ResponseChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A wire that remembers what was said on it. */
public final class RecordingChannel implements ResponseChannel {
  public int status;
  Map<String, String> headers = Map.of();
  public Map<String, Object> body;
  boolean streaming;
  boolean ended;
  final Map<String, String> events = new LinkedHashMap<>();
  final List<String> data = new ArrayList<>();
  int beats;
  private final List<Runnable> watchers = new ArrayList<>();

  @Override
  public void answer(int with, Map<String, String> head, Map<String, Object> whole) {
    status = with;
    headers = Map.copyOf(head);
    body = whole;
  }

  @Override
  public void stream(Map<String, String> head) {
    status = 200;
    headers = Map.copyOf(head);
    streaming = true;
  }

  @Override
  public void event(String id, String said) {
    events.put(String.valueOf(id), said);
    data.add(said);
  }

  @Override
  public void typedEvent(String type, String said) {
    data.add(type + " " + said);
  }

  @Override
  public void keepAlive() {
    beats++;
  }

  @Override
  public void end() {
    ended = true;
  }

  @Override
  public void onGone(Runnable task) {
    watchers.add(task);
  }

  /** The client hangs up. */
  void hangUp() {
    watchers.forEach(Runnable::run);
  }
}
