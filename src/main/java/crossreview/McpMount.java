package crossreview;

import crossreview.http.Mount;
import crossreview.mcp.Asked;
import crossreview.mcp.McpDoor;
import crossreview.mcp.Message;

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
  public void post(Head head, Message message, Mount.Wire wire) {
    door.post(asked(head, message), new McpWire(wire));
  }

  @Override
  public void get(Head head, Mount.Wire wire) {
    door.get(asked(head, null), new McpWire(wire));
  }

  @Override
  public void delete(Head head, Mount.Wire wire) {
    door.delete(asked(head, null), new McpWire(wire));
  }

  private static Asked asked(Head head, Message message) {
    return new Asked(head.principal(), head.header(), message, head.requestId());
  }
}
