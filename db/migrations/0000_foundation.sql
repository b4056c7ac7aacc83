CREATE TABLE "attendance" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"room_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"participant_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "attendance_order" CHECK ("attendance"."last_seen_at" >= "attendance"."started_at" and "attendance"."ended_at" >= "attendance"."started_at")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jwks" (
	"id" text PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"private_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone,
	"alg" text,
	"crv" text
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"is_anonymous" boolean DEFAULT false,
	CONSTRAINT "user_email_unique" UNIQUE("email"),
	CONSTRAINT "user_name_length" CHECK (char_length("user"."name") between 1 and 40)
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_event" (
	"room_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"client_id" uuid NOT NULL,
	"author_id" text NOT NULL,
	"author_name" text NOT NULL,
	"author_is_guest" boolean NOT NULL,
	"kind" text NOT NULL,
	"body" text NOT NULL,
	"target_seq" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chat_event_room_id_seq_pk" PRIMARY KEY("room_id","seq"),
	CONSTRAINT "chat_event_client_id" UNIQUE("room_id","author_id","client_id"),
	CONSTRAINT "chat_event_seq" CHECK ("chat_event"."seq" >= 1),
	CONSTRAINT "chat_event_kind" CHECK ("chat_event"."kind" in ('message', 'edit', 'deletion', 'reaction')),
	CONSTRAINT "chat_event_body_length" CHECK (char_length("chat_event"."body") <= 4000),
	CONSTRAINT "chat_event_author_name_length" CHECK (char_length("chat_event"."author_name") between 1 and 40),
	CONSTRAINT "chat_event_target" CHECK (("chat_event"."kind" = 'message') = ("chat_event"."target_seq" is null))
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"room_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"joined_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"banned_at" timestamp (3) with time zone,
	CONSTRAINT "membership_room_id_user_id_pk" PRIMARY KEY("room_id","user_id"),
	CONSTRAINT "membership_role" CHECK ("membership"."role" in ('owner', 'moderator', 'member'))
);
--> statement-breakpoint
CREATE TABLE "room" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"topic" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"visibility" text NOT NULL,
	"capacity" smallint DEFAULT 6 NOT NULL,
	"owner_id" text,
	"last_seq" bigint DEFAULT 0 NOT NULL,
	"active_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "room_slug_unique" UNIQUE("slug"),
	CONSTRAINT "room_slug_length" CHECK (char_length("room"."slug") between 1 and 80),
	CONSTRAINT "room_name_length" CHECK (char_length("room"."name") between 1 and 60),
	CONSTRAINT "room_topic_length" CHECK (char_length("room"."topic") <= 120),
	CONSTRAINT "room_description_length" CHECK (char_length("room"."description") <= 1000),
	CONSTRAINT "room_visibility" CHECK ("room"."visibility" in ('public', 'unlisted')),
	CONSTRAINT "room_capacity" CHECK ("room"."capacity" between 1 and 16),
	CONSTRAINT "room_last_seq" CHECK ("room"."last_seq" >= 0)
);
--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_event" ADD CONSTRAINT "chat_event_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_owner_id_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attendance_open" ON "attendance" USING btree ("room_id","participant_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "attendance_room_id" ON "attendance" USING btree ("room_id","started_at");--> statement-breakpoint
CREATE INDEX "attendance_user_id" ON "attendance" USING btree ("user_id","started_at");--> statement-breakpoint
CREATE INDEX "account_user_id" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user_id" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "membership_user_id" ON "membership" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "room_owner_id" ON "room" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "room_public_active" ON "room" USING btree ("active_at","id") WHERE visibility = 'public';