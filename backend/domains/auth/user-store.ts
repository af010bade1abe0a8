import type { Role } from '#contract/schemas/user.ts';
import type { Database } from '../../infra/database/database.ts';

export interface StoredUser {
  username: string;
  passwordHash: string;
  role: Role;
}

export interface UserStore {
  find(username: string): Promise<StoredUser | null>;
}

export function createUserStore(db: Database): UserStore {
  return {
    async find(username) {
      const user = await db.prisma.syncUser.findUnique({ where: { username } });
      return user && { username, passwordHash: user.passwordHash, role: user.role as Role };
    },
  };
}
