package crossreview;

import crossreview.http.Mount;
import crossreview.mcp.Wire;
import java.util.Map;

/** The wire of the HTTP door as the door for agents sees it; neither knows the other. */
record McpWire(Mount.Wire wire) implements Wire {
  @Override
  public void answer(int status, Map<String, String> headers, Map<String, Object> body) {
    wire.answer(status, headers, body);
  }

  @Override
  public void stream(Map<String, String> headers) {
    wire.stream(headers);
  }

  @Override
  public void event(String id, String data) {
    wire.event(id, data);
  }

  @Override
  public void beat() {
    wire.beat();
  }

  @Override
  public void end() {
    wire.end();
  }

  @Override
  public void onGone(Runnable task) {
    wire.onGone(task);
  }
}
