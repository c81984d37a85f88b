import { PageHeading } from '../../shared/index.ts';

const HomePage = () => <PageHeading title="今天要办 0 件" />;

export default HomePage;
