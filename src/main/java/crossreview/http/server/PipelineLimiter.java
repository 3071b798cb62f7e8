package crossreview.http.server;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets through only so many requests of a connection before the first of them is answered, and
 * reads nothing while others wait. On the connection's event loop.
 *
 * <p>The handler behind it, which compresses, fails for each request above 128, and the connection
 * is then neither served nor closed. What waits here is at most what one read has brought.
 */
final class PipelineLimiter extends ChannelDuplexHandler {
  /** Half of what the compressing handler accepts. */
  private static final int UNANSWERED_MAX = 64;

  private final Deque<Object> waiting = new ArrayDeque<>();
  private int unanswered;
  private boolean passing;
  private boolean readWanted;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpObject) {
      waiting.add(message);
      pass(context);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void pass(ChannelHandlerContext context) {
    if (passing) {
      return; // an answer that was given at once
    }
    passing = true;
    while (!waiting.isEmpty()
        && (unanswered < UNANSWERED_MAX || !(waiting.peek() instanceof HttpRequest))) {
      Object next = waiting.remove();
      unanswered += next instanceof HttpRequest ? 1 : 0;
      context.fireChannelRead(next);
    }
    passing = false;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    context.write(message, promise);
    if (message instanceof LastHttpContent && !isInterim(message)) {
      unanswered--;
      if (!waiting.isEmpty()) {
        context.executor().execute(() -> resume(context)); // not inside of the answer
      }
    }
  }

  /** As 100 (Continue), after which the answer follows. */
  private static boolean isInterim(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL
        && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
  }

  private void resume(ChannelHandlerContext context) {
    pass(context);
    context.fireChannelReadComplete();
    if (waiting.isEmpty() && readWanted) {
      readWanted = false;
      context.read();
    }
  }

  @Override
  public void read(ChannelHandlerContext context) {
    if (waiting.isEmpty()) {
      context.read();
    } else {
      readWanted = true;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    release();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    release();
  }

  private void release() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }
}
