package dev.cachekit.sample.chat;

import dev.cachekit.sample.profile.KnownUsers;
import dev.cachekit.sample.security.SignedIn;
import dev.cachekit.sample.web.NotFoundException;
import dev.cachekit.sample.web.RefusedException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Conversations and messages, for the members of a conversation only. */
@RestController
@RequestMapping("/api")
class ChatController {

    private final Conversations conversations;
    private final MessageWriter writer;
    private final KnownUsers users;
    private final ApplicationEventPublisher events;

    ChatController(
            Conversations conversations, MessageWriter writer, KnownUsers users, ApplicationEventPublisher events) {
        this.conversations = conversations;
        this.writer = writer;
        this.users = users;
        this.events = events;
    }

    record NewMessage(@NotBlank @Size(max = 2000) String body) {}

    @GetMapping("/users/{userId}/conversations")
    ConversationList conversations(@PathVariable @Positive long userId) {
        users.require(userId);
        return conversations.of(userId);
    }

    @GetMapping("/conversations/{conversationId}/messages")
    NewestMessages newest(@PathVariable @Positive long conversationId, @AuthenticationPrincipal SignedIn reader) {
        NewestMessages newest = conversations
                .newest(conversationId)
                .orElseThrow(() -> new NotFoundException("conversation", conversationId));
        if (!newest.memberIds().contains(reader.id())) {
            throw new RefusedException(HttpStatus.FORBIDDEN, "Only members of a conversation can read it.");
        }
        return newest;
    }

    @PostMapping("/conversations/{conversationId}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    MessageView send(
            @PathVariable @Positive long conversationId,
            @Valid @RequestBody NewMessage message,
            @AuthenticationPrincipal SignedIn sender) {
        SentMessage sent =
                writer.send(conversationId, sender.id(), message.body().strip());
        events.publishEvent(
                new MessageSent(conversationId, sent.newest().memberIds(), sender.handle(), sent.message()));
        return sent.message();
    }
}
