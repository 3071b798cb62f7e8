package crossreview.testkit;

import crossreview.peer.Peer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A peer with a bug at one place of its port: the call of the given number throws, whichever method
 * that is. Any thread.
 */
public final class FaultyPeer {
  private final AtomicInteger calls = new AtomicInteger();
  private volatile int at = Integer.MAX_VALUE;
  private volatile Supplier<Throwable> bug = () -> new IllegalStateException("a bug");
  private volatile String where;

  /** The peer as it is seen from outside. */
  public Peer of(Peer inner) {
    return (Peer)
        Proxy.newProxyInstance(
            Peer.class.getClassLoader(),
            new Class<?>[] {Peer.class},
            (proxy, method, arguments) -> {
              boolean port = method.getDeclaringClass() != Object.class;
              if (port && calls.incrementAndGet() == at) {
                where = method.getName();
                throw bug.get();
              }
              try {
                return method.invoke(inner, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** From now on the call of this number throws, counted from 1. */
  public void breakAt(int number, Supplier<Throwable> with) {
    where = null;
    bug = with;
    calls.set(0);
    at = number;
  }

  /** The method that threw, or null if none did. */
  public String where() {
    return where;
  }
}
