package crossreview.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.hazelcast.internal.serialization.SerializationClassNameFilter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reaches the port of a member can make it read objects of a few classes only. */
class SerializationFilterTest {
  private final SerializationClassNameFilter filter =
      new SerializationClassNameFilter(HazelcastConfig.ours());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crossreview.cluster.OwnershipEntry",
        "crossreview.cluster.HostTask$ClockReadTask",
        "java.lang.Long",
        "java.lang.IllegalStateException",
        "java.lang.StackTraceElement",
        "[Ljava.lang.StackTraceElement;",
        "java.util.concurrent.ExecutionException",
        "java.util.TreeSet",
        "com.hazelcast.core.MemberLeftException"
      })
  void whatHostsSendIsRead(String name) {
    assertDoesNotThrow(() -> filter.filter(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.net.URL",
        "java.lang.reflect.Proxy",
        "java.lang.invoke.SerializedLambda",
        "java.rmi.server.RemoteObjectInvocationHandler",
        "java.security.SignedObject",
        "javax.management.BadAttributeValueExpException",
        "javax.swing.event.EventListenerList",
        "com.sun.rowset.JdbcRowSetImpl",
        "sun.reflect.annotation.AnnotationInvocationHandler",
        "com.hazelcast.shaded.com.fasterxml.jackson.databind.node.POJONode",
        "crossreview.session.Session",
        "io.vertx.core.json.JsonObject"
      })
  void anythingElseIsRefused(String name) {
    assertThrows(SecurityException.class, () -> filter.filter(name));
  }
}
