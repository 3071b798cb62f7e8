package crossreview;

import crossreview.http.Mount;
import crossreview.mcp.McpDoor;
import crossreview.mcp.Message;
import io.vertx.core.Future;

/** The door for agents behind the HTTP door. */
record McpMount(McpDoor door) implements Mount<Message> {
  @Override
  public String path() {
    return "/mcp";
  }

  @Override
  public Message read(byte[] body) {
    return Message.read(body);
  }

  @Override
  public Future<Answer> answer(Asked<Message> asked) {
    return door.answer(
            new McpDoor.Asked(
                asked.principal(), asked.header(), asked.message(), asked.requestId()))
        .map(answer -> new Answer(answer.status(), answer.body()));
  }
}
