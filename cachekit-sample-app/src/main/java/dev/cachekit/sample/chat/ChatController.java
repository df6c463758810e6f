package dev.cachekit.sample.chat;

import dev.cachekit.sample.profile.KnownUsers;
import dev.cachekit.sample.web.NotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Conversations and messages. */
@RestController
@RequestMapping("/api")
class ChatController {

    private final Conversations conversations;
    private final MessageWriter writer;
    private final KnownUsers users;

    ChatController(Conversations conversations, MessageWriter writer, KnownUsers users) {
        this.conversations = conversations;
        this.writer = writer;
        this.users = users;
    }

    record NewMessage(
            @NotNull @Positive Long senderId,
            @NotBlank @Size(max = 2000) String body) {}

    @GetMapping("/users/{userId}/conversations")
    ConversationList conversations(@PathVariable @Positive long userId) {
        users.require(userId);
        return conversations.of(userId);
    }

    @GetMapping("/conversations/{conversationId}/messages")
    NewestMessages newest(@PathVariable @Positive long conversationId) {
        return conversations
                .newest(conversationId)
                .orElseThrow(() -> new NotFoundException("conversation", conversationId));
    }

    @PostMapping("/conversations/{conversationId}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    MessageView send(@PathVariable @Positive long conversationId, @Valid @RequestBody NewMessage message) {
        return writer.send(conversationId, message.senderId(), message.body().strip())
                .message();
    }
}
