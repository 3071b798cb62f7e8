package crossreview.http.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.access.AccessRole;
import crossreview.http.HttpLimits;
import crossreview.http.HttpTestServer;
import crossreview.http.RawSocket;
import crossreview.http.RawSocket.Frame;
import crossreview.json.JsonReader;
import crossreview.json.JsonTree;
import crossreview.json.JsonWriter;
import crossreview.model.SessionId;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schemas in {@code docs/protocol.md} describe what is said, frame by frame. */
class ProtocolTest {
  @TempDir Path dir;

  private static Map<String, Object> document() throws Exception {
    String page = Files.readString(Path.of("docs/protocol.md"));
    int begin = page.lastIndexOf("```json\n") + 8;
    return JsonReader.readObject(page.substring(begin, page.indexOf("\n```", begin)));
  }

  private static Validator schema(String side) throws Exception {
    Map<String, Object> whole = new LinkedHashMap<>(document());
    whole.put("$ref", "#/$defs/" + side);
    JsonSchemaOptions options =
        new JsonSchemaOptions().setBaseUri("app://crossreview").setDraft(Draft.DRAFT202012);
    return Validator.create(JsonSchema.of(new JsonObject(JsonWriter.of(whole))), options);
  }

  private static boolean fits(Validator schema, String json) throws Exception {
    return schema.validate(new JsonObject(JsonReader.readObject(json))).getValid();
  }

  private static Set<String> types(String side) throws Exception {
    Set<String> types = new HashSet<>();
    for (Object frame : JsonTree.list(document(), "/$defs/" + side + "/oneOf")) {
      Object type = JsonTree.at(frame, "/properties/type/const");
      if (type == null) {
        JsonTree.list(frame, "/properties/type/enum").forEach(word -> types.add((String) word));
      } else {
        types.add((String) type);
      }
    }
    return types;
  }

  @Test
  void everyFrameThatTheServerSaysIsDescribedAndEveryDescribedOneIsSaid() throws Exception {
    Validator server = schema("server");
    Set<String> said = new HashSet<>();
    Duration often = Duration.ofMillis(200);
    HttpLimits lively =
        HttpTestServer.limits(often, Duration.ofSeconds(30), Duration.ofSeconds(10));
    try (HttpTestServer httpTestServer = HttpTestServer.open(dir.resolve("data"), lively);
        RawSocket one = httpTestServer.socket();
        RawSocket all =
            httpTestServer.socket(httpTestServer.token("eve", AccessRole.READER, "default"))) {
      SessionId id = httpTestServer.session();
      one.say("{\"type\":\"subscribe\",\"session\":\"" + id + "\"}");
      all.say("{\"type\":\"subscribe\",\"all\":true}");
      List<Frame> frames = new ArrayList<>(until(one, "caught_up"));
      frames.addAll(until(all, "snapshot"));
      httpTestServer.feed.emit(id, JsonTree.of("type", "progress", "text", "half"));
      frames.addAll(until(one, "transient"));
      one.say("{\"type\":\"unsubscribe\",\"session\":\"" + id + "\"}");
      one.say("{\"type\":\"unsubscribe\",\"session\":\"" + id + "\"}");
      one.say("{\"type\":\"ping\"}");
      frames.addAll(until(one, "pong"));
      frames.addAll(until(one, "heartbeat"));
      httpTestServer.undeploy();
      frames.addAll(until(one, "bye"));
      for (Frame frame : frames) {
        assertTrue(fits(server, frame.text()), frame.text());
        said.add(frame.type());
      }
    }
    assertEquals(types("server"), said);
  }

  private static List<Frame> until(RawSocket socket, String type) throws Exception {
    List<Frame> frames = new ArrayList<>();
    do {
      frames.add(socket.next());
    } while (!frames.getLast().type().equals(type));
    return frames;
  }

  @Test
  void everythingThatTheServerUnderstandsIsDescribedAndTheReverse() throws Exception {
    String id = "01234567-89ab-4cde-8f01-23456789abcd";
    Validator client = schema("client");
    List<String> messages =
        List.of(
            "{\"type\":\"subscribe\",\"session\":\"ID\"}",
            "{\"type\":\"subscribe\",\"session\":\"ID\",\"after\":3,\"types\":[\"round.*\"],\"tokens\":true}",
            "{\"type\":\"subscribe\",\"all\":true}",
            "{\"type\":\"subscribe\",\"all\":true,\"heads\":{\"ID\":3},\"types\":[\"run.ended\"]}",
            "{\"type\":\"subscribe\",\"all\":true,\"heads\":{},\"from_now\":true,\"more\":true}",
            "{\"type\":\"subscribe\",\"all\":true,\"from_now\":1}",
            "{\"type\":\"subscribe\",\"all\":true,\"more\":null}",
            "{\"type\":\"unsubscribe\",\"session\":\"ID\"}",
            "{\"type\":\"ping\"}",
            "{\"type\":\"subscribe\",\"session\":\"ID\",\"after\":-1}",
            "{\"type\":\"subscribe\",\"session\":\"ID\",\"afer\":1}",
            "{\"type\":\"subscribe\",\"session\":\"ID\",\"types\":[\"Round\"]}",
            "{\"type\":\"subscribe\",\"session\":\"ID\",\"types\":\"round\"}",
            "{\"type\":\"subscribe\",\"session\":\"ID\",\"tokens\":1}",
            "{\"type\":\"subscribe\",\"all\":false}",
            "{\"type\":\"subscribe\",\"all\":true,\"session\":\"ID\"}",
            "{\"type\":\"unsubscribe\"}",
            "{\"type\":\"ping\",\"x\":1}",
            "{\"type\":\"pong\"}");
    for (String template : messages) {
      String message = template.replace("ID", id);
      boolean understood =
          !(ClientMessage.read(message.getBytes(StandardCharsets.UTF_8))
              instanceof ClientMessage.MalformedMessage);
      assertEquals(understood, fits(client, message), message);
    }
    assertEquals(Set.copyOf(ClientMessage.TYPES), types("client"));
    assertFalse(messages.isEmpty());
  }
}
