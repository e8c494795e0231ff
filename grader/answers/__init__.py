"""Reading what a student typed: one module for each kind of answer, all refusing with AnswerError."""
