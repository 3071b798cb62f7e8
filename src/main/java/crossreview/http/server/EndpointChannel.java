package crossreview.http.server;

import crossreview.endpoint.ProtocolEndpoint;
import crossreview.http.events.ConnectionRegistry;
import crossreview.http.events.EventSubscriber;
import crossreview.http.events.StreamSink;
import crossreview.http.reply.HttpReply;
import crossreview.http.request.HttpExchange;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mount's answer to one request; everything that touches the response runs on its context. */
final class EndpointChannel implements ProtocolEndpoint.ResponseChannel, EventSubscriber {
  /** What waits for a client that takes nothing; more ends the connection. */
  private static final int BYTES_MAX = 8 << 20; // one whole answer of the longest kind

  /** How long a client that takes nothing holds up a stop. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final HttpExchange httpExchange;
  private final Context context;
  private final ConnectionRegistry connectionRegistry;
  private final List<Runnable> watchers = new ArrayList<>();
  private boolean streaming;
  private boolean complete;
  private boolean gone;
  private long waiting;

  EndpointChannel(
      HttpExchange httpExchange, Context context, ConnectionRegistry connectionRegistry) {
    this.connectionRegistry = connectionRegistry;
    this.httpExchange = httpExchange;
    this.context = context;
    httpExchange.atEnd(this::closed);
  }

  private void closed() {
    connectionRegistry.left(this);
    if (!complete && !gone) {
      gone = true;
      watchers.forEach(Runnable::run);
      watchers.clear();
    }
  }

  private void soon(Runnable task) {
    context.runOnContext(none -> {
      if (!gone && !complete) {
        task.run();
      }
    });
  }

  @Override
  public void answer(int status, Map<String, String> headers, @Nullable Map<String, Object> body) {
    soon(() -> {
      complete = true;
      headers.forEach(httpExchange.response()::putHeader);
      if (body == null) {
        httpExchange.response().setStatusCode(status).end();
      } else {
        httpExchange.reply(HttpReply.json(status, body));
      }
    });
  }

  @Override
  public void stream(Map<String, String> headers) {
    soon(() -> {
      streaming = true;
      HttpServerResponse response = httpExchange.response();
      headers.forEach(response::putHeader);
      StreamSink.head(response).writeHead();
      httpExchange.finish();
      if (!connectionRegistry.joined(this, httpExchange.pass())) {
        write("event: error\ndata: {\"code\":\"too_many_sockets\"}\n\n");
        cutShort();
      }
    });
  }

  @Override
  public void event(@Nullable String id, String data) {
    soon(() -> write((id == null ? "" : "id: " + id + "\n") + "data: " + data + "\n\n"));
  }

  @Override
  public void typedEvent(String type, String data) {
    soon(() -> write("event: " + type + "\ndata: " + data + "\n\n"));
  }

  @Override
  public void keepAlive() {
    soon(() -> write(":\n\n"));
  }

  private void write(String text) {
    HttpServerResponse response = httpExchange.response();
    waiting = response.writeQueueFull() ? waiting + text.length() : 0;
    if (waiting > BYTES_MAX) {
      response.reset();
    } else if (streaming) {
      response.write(text);
    }
  }

  @Override
  public void end() {
    soon(() -> {
      complete = true;
      connectionRegistry.left(this);
      httpExchange.response().end();
    });
  }

  /** Ends the stream from this side; the writer is told that the client is gone. */
  private Future<Void> cutShort() {
    Future<Void> ended = httpExchange.response().end();
    closed();
    return ended;
  }

  @Override
  public void start() {
    // The mount speaks first.
  }

  @Override
  public Future<Void> close(int code, String reason) {
    Promise<Void> said = Promise.promise();
    context.runOnContext(none -> {
      if (gone || complete) {
        said.complete();
      } else {
        cutShort().onComplete(end -> said.tryComplete());
        context.owner().setTimer(FAREWELL.toMillis(), late -> said.tryComplete());
      }
    });
    return said.future();
  }

  @Override
  public void ended() {
    closed();
  }

  @Override
  public void onGone(Runnable task) {
    context.runOnContext(none -> {
      if (gone) {
        task.run();
      } else if (!complete) {
        watchers.add(task);
      }
    });
  }
}
